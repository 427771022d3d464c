"""Answers are stored as typed, once, and never lost between two editors."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assumptions.reading import current_book
from decisions import services
from decisions.models import AuditEntry, Decision
from decisions.services import Save
from decisions.services.answers import MAX_STORED_LENGTH, hash_token
from decisions.services.estimates import RecentEstimates
from decisions.services.examples import example_case
from estimator import Run

pytestmark = pytest.mark.usefixtures("site")
PEOPLE, COST, HOURS = "scenario.people.workforce", "scenario.people.engineer_cost_per_year", "scenario.people.coverage"


def save(decision, values, base=None, editor="a", number=1):
    """One save by one open page."""
    return services.save_answers(decision=decision, save=Save("people", values, base, editor, number))


def stored(decision) -> dict[str, Any]:
    """What is in the database now."""
    return Decision.objects.get(pk=decision.pk).answers


def test_an_answer_is_stored_as_typed_and_counts_one_change(decision):
    result = save(decision, {COST: "$1.2M"}, {COST: ""})
    assert result.changed == (COST,)
    assert stored(decision)[COST] == "$1.2M"
    assert result.decision.version == decision.version + 1


def test_the_same_save_twice_is_one_change(decision):
    for _ in range(2):
        save(decision, {PEOPLE: "spare"}, {PEOPLE: ""})
    assert Decision.objects.get(pk=decision.pk).version == decision.version + 1
    assert AuditEntry.objects.filter(decision_id=decision.pk, action="answered").count() == 1


def test_two_editors_of_different_answers_are_merged(decision):
    base = {PEOPLE: "", HOURS: ""}
    save(decision, {PEOPLE: "spare", HOURS: ""}, base, editor="a")
    result = save(decision, {PEOPLE: "", HOURS: "working_hours"}, base, editor="b")
    assert not result.conflicts
    assert stored(decision)[PEOPLE] == "spare"
    assert stored(decision)[HOURS] == "working_hours"


def test_two_editors_of_the_same_answer_are_a_conflict_and_nothing_is_stored(decision):
    base = {PEOPLE: "", HOURS: ""}
    save(decision, {PEOPLE: "spare"}, base, editor="a")
    result = save(decision, {PEOPLE: "product", HOURS: "working_hours"}, base, editor="b")
    assert [(one.path, one.mine, one.theirs) for one in result.conflicts] == [(PEOPLE, "product", "spare")]
    assert stored(decision)[PEOPLE] == "spare"
    assert HOURS not in stored(decision)


def test_the_same_answer_by_both_is_no_conflict(decision):
    save(decision, {PEOPLE: "spare"}, {PEOPLE: ""}, editor="a")
    assert not save(decision, {PEOPLE: "spare"}, {PEOPLE: ""}, editor="b").conflicts


def test_an_editor_does_not_conflict_with_a_save_whose_reply_was_lost(decision):
    save(decision, {PEOPLE: "spare"}, {PEOPLE: ""}, number=1)
    result = save(decision, {PEOPLE: "product"}, {PEOPLE: ""}, number=2)
    assert not result.conflicts
    assert stored(decision)[PEOPLE] == "product"


def test_an_answer_can_be_taken_back(decision):
    save(decision, {PEOPLE: "spare"}, {PEOPLE: ""}, number=1)
    save(decision, {PEOPLE: ""}, {PEOPLE: ""}, number=2)
    assert stored(decision)[PEOPLE] == ""


def test_a_late_save_does_not_undo_a_newer_one(decision):
    save(decision, {PEOPLE: "product"}, {PEOPLE: ""}, number=2)
    save(decision, {PEOPLE: "spare"}, {PEOPLE: ""}, number=1)
    assert stored(decision)[PEOPLE] == "product"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), typed=st.lists(st.text("0123k", max_size=4), min_size=1, max_size=6))
def test_saves_sent_twice_and_in_any_order_leave_what_was_typed_last(decision, seed, typed):
    mine = services.start_decision()[0]
    saves = [(number, text) for number, text in enumerate(typed, 1)] * 2
    Random(seed).shuffle(saves)
    for number, text in saves:
        save(mine, {COST: text}, {COST: ""}, number=number)
    assert (stored(mine).get(COST) or "") == typed[-1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from([PEOPLE, COST]), st.text("xyz", min_size=1, max_size=2)),
        max_size=12,
    )
)
def test_no_edit_of_two_editors_is_lost_in_silence(decision, edits):
    """Each editor sees its own page; an edit is stored or reported as a conflict, and a conflict reloads the page."""
    mine = services.start_decision()[0]
    pages = {editor: {PEOPLE: "", COST: ""} for editor in "ab"}
    seen = {editor: dict(page) for editor, page in pages.items()}
    for number, (editor, path, text) in enumerate(edits, 1):
        if pages[editor][path] == text:
            continue
        pages[editor][path] = text
        result = save(mine, pages[editor], seen[editor], editor, number)
        now = {path: stored(mine).get(path) or "" for path in (PEOPLE, COST)}
        if result.conflicts:
            assert {one.theirs for one in result.conflicts} <= set(now.values())
            pages[editor] = dict(now)
        else:
            assert now[path] == text
        seen[editor] = dict(now)
        pages[editor] = dict(now)


def test_text_that_is_too_long_is_not_stored_and_said(decision):
    result = save(decision, {COST: "1" * (MAX_STORED_LENGTH + 1), PEOPLE: "spare"}, {})
    assert result.too_long == (COST,)
    assert result.changed == (PEOPLE,)
    assert COST not in stored(decision)


def test_text_that_is_no_number_is_kept_and_counts_as_unknown(decision):
    changed = save(decision, {COST: "1,2"}, {}).decision
    assert services.case_of(changed).scenario.people.engineer_cost_per_year is None
    assert stored(decision)[COST] == "1,2"


def test_every_change_moves_the_day_of_deletion(decision):
    with time_machine.travel("2027-03-01"):
        changed = save(decision, {PEOPLE: "spare"}, {}).decision
    assert changed.delete_after == date(2027, 3, 1) + timedelta(days=services.IDLE_DAYS)


def test_of_an_edit_link_only_the_hash_is_stored_and_a_new_one_replaces_it(decision):
    first = services.renew_edit_link(decision=decision)
    assert services.open_edit_link(first) == decision
    row = Decision.objects.filter(pk=decision.pk).values().get()
    assert first not in str(row)
    assert row["edit_token_hash"] == hash_token(first)
    second = services.renew_edit_link(decision=decision)
    assert services.open_edit_link(first) is None
    assert services.open_edit_link(second) == decision


def test_no_token_opens_a_decision_without_an_edit_link(decision):
    Decision.objects.update(edit_token_hash="")
    assert services.open_edit_link("") is None


def test_deleting_removes_reports_and_the_log_but_for_one_line(decision):
    save(decision, {PEOPLE: "spare"}, {})
    services.freeze_report(decision=decision)
    services.delete_decision(decision=decision)
    assert not Decision.objects.filter(pk=decision.pk).exists()
    log = AuditEntry.objects.filter(decision_id=decision.pk)
    assert [(entry.action, entry.detail) for entry in log] == [("deleted", "")]


def test_the_log_names_the_page_and_never_what_was_answered(decision):
    save(decision, {COST: "$1.2M"}, {})
    entry = AuditEntry.objects.filter(decision_id=decision.pk).first()
    assert entry
    assert (entry.action, entry.detail) == ("answered", "people")


def test_a_page_restored_by_the_browser_saves_under_the_same_number(decision):
    save(decision, {PEOPLE: "spare"}, {PEOPLE: ""}, number=1)
    save(decision, {PEOPLE: "product"}, {PEOPLE: ""}, number=1)
    assert stored(decision)[PEOPLE] == "product"


def test_two_people_who_name_a_decision_do_not_overwrite_each_other(decision):
    assert services.rename(decision=decision, title="One", base="")
    assert not services.rename(decision=decision, title="Two", base="")
    assert services.rename(decision=decision, title="One", base="")
    version = Decision.objects.get(pk=decision.pk).version
    assert services.rename(decision=decision, title="One", base="One")
    assert Decision.objects.get(pk=decision.pk).version == version
    assert services.rename(decision=decision, title="x" * 300, base="One")
    assert Decision.objects.get(pk=decision.pk).title == "x" * Decision.TITLE_LENGTH


def test_idle_decisions_go_on_the_day_after_their_date_and_examples_stay(decision):
    day = decision.delete_after
    assert services.purge_idle_decisions(today=day) == 0
    assert services.purge_idle_decisions(today=day + timedelta(days=1)) == 1
    assert services.purge_idle_decisions(today=day + timedelta(days=1)) == 0
    assert Decision.objects.exclude(example="").count() == len(services.examples())


@pytest.mark.parametrize("slug", [example.slug for example in services.examples()])
def test_an_example_as_answers_is_the_case_in_its_file(slug):
    example = next(one for one in services.examples() if one.slug == slug)
    case = services.case_of(Decision.objects.get(example=slug))
    assert case.model_dump(exclude={"scenario": {"money": {"first_quarter"}}}) == example_case(example).model_dump(
        exclude={"scenario": {"money": {"first_quarter"}}}
    )
    assert case.scenario.money.first_quarter == "2027Q1"


def test_loading_examples_again_changes_nothing():
    before = list(Decision.objects.values())
    services.load_examples()
    assert list(Decision.objects.values()) == before


def test_a_copied_example_is_ones_own():
    copied = services.copy_example(slug="rural-clinics")
    assert copied
    mine, token = copied
    assert mine.example == ""
    assert services.open_edit_link(token) == mine
    assert services.case_of(mine) == services.case_of(Decision.objects.get(example="rural-clinics"))
    assert services.copy_example(slug="") is None


def test_estimates_are_kept_and_bounded(decision):
    store, tables, case = RecentEstimates(2), current_book(), services.case_of(decision)
    first = store.of(case, tables, Run(draws=64))
    assert store.of(case, tables, Run(draws=64)) is first
    for seed in range(5):
        store.of(case, tables, Run(seed=seed, draws=64))
    assert len(store) == 2


def test_documents_are_kept_while_nothing_changes(decision):
    judged = services.estimate_case(services.case_of(decision))
    first = services.recent_document(judged)
    assert services.recent_document(judged) is first
    renamed = services.estimate_case(services.case_of(decision).model_copy(update={"title": "Another"}))
    assert services.recent_document(renamed)["title"] == "Another"
    assert services.document_of(judged) is not first
