"""The app of decisions and reports."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Decisions, from answers to a shared report."""

    name = "decisions"
