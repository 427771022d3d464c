"""The app of books."""

from django.apps import AppConfig


class AssumptionsConfig(AppConfig):
    """Books of assumptions."""

    name = "assumptions"
