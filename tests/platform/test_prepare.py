"""Preparing and purging: safe to repeat, and nothing is lost that was not due."""

import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from assumptions.models import Book, BookRow, CurrentBook
from decisions.management.commands.prepare import collect_static
from decisions.models import Decision
from decisions.services import start_decision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_static_folder(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [tmp_path / "sources"]
    settings.STATICFILES_DIRS[0].mkdir()
    (tmp_path / "sources" / "a.css").write_text("a {}")


def counts() -> list[int]:
    return [model.objects.count() for model in (Book, BookRow, CurrentBook, Decision)]


def test_preparing_twice_adds_nothing_and_keeps_answers():
    call_command("prepare")
    decision, _ = start_decision(title="Mine")
    before = counts()
    assert min(before) > 0
    call_command("prepare")
    assert counts() == before
    assert Decision.objects.get(pk=decision.pk).title == "Mine"


def test_static_files_are_collected_again_only_when_one_changed(tmp_path):
    source = tmp_path / "sources" / "a.css"
    assert collect_static() is True
    assert collect_static() is False
    source.write_text("a { color: red }")
    assert collect_static() is True
    assert (tmp_path / "collected" / "a.css").read_text() == source.read_text()


def test_purging_deletes_what_is_due_and_nothing_else():
    call_command("prepare")
    today = timezone.now().date()
    kept, _ = start_decision(title="Kept until today")
    gone, _ = start_decision(title="Due yesterday")
    Decision.objects.filter(pk=kept.pk).update(delete_after=today)
    Decision.objects.filter(pk=gone.pk).update(delete_after=today - datetime.timedelta(days=1))
    Decision.objects.exclude(example="").update(delete_after=today - datetime.timedelta(days=1))
    examples = Decision.objects.exclude(example="").count()
    call_command("purge")
    assert set(Decision.objects.filter(example="").values_list("pk", flat=True)) == {kept.pk}
    assert Decision.objects.exclude(example="").count() == examples == 4
