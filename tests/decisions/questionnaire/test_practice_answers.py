"""Practices among the answers: a Case comes back as it was, each is asked once, and unused ones cost nothing."""

from cProfile import Profile

from decisions.advice.progress import DOMAINS
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.pages import answers_from, case_from, walk
from decisions.questionnaire.practice_pages import DOMAIN_PAGES, path_of, practice_of


def test_a_case_file_comes_back_as_it_was(book):
    states = ("in_place", "partly", "no", "not_applicable")
    rows = book.rows("readiness")
    practices = {
        row["id"]: {"state": states[n % 4], "owner": "Ann", "due": "2027-03-01", "on": "2026-11-01", "note": "x"}
        for n, row in enumerate(rows)
    }
    answers = {
        f"readiness.practices.{key}.{part}": value for key, one in practices.items() for part, value in one.items()
    }
    case = case_from(answers, book)
    assert len(case.readiness.practices) == len(rows)
    assert case_from(answers_from(case, book), book) == case


def test_every_practice_is_asked_on_exactly_one_page(book):
    asked = [practice_of(ask.path) for page in DOMAIN_PAGES.values() for ask in page.asks(book) if ask.kind == "state"]
    assert sorted(asked) == sorted(row["id"] for row in book.rows("readiness"))


def test_no_page_is_made_for_practices_while_none_is_answered(book, monkeypatch):
    """Every page of the questionnaire walks the answers, so the practices must cost nothing until they are used."""
    made = []
    original = PageForm.__init__

    def counting(self, page, *args, **options):
        made.append(page.slug)
        original(self, page, *args, **options)

    monkeypatch.setattr(PageForm, "__init__", counting)
    walk({"scenario.hosting.today": "nothing"}, book)
    assert not set(made) & set(DOMAINS)


def test_a_walk_takes_as_many_calls_a_practice_however_many_are_answered(book):
    """Twice the practices cost at most about twice the work; counted, as a clock fails on a busy machine."""
    rows = book.rows("readiness")

    def calls(practices) -> int:
        answers = {path_of(row["id"], part): "x" for row in practices for part in ("state", "note", "owner")}
        walk(answers, book)
        profile = Profile()
        profile.runcall(walk, answers, book)
        return sum(entry.callcount for entry in profile.getstats())

    none, half, whole = calls([]), calls(rows[::2]), calls(rows)
    assert whole - none < 2.2 * (half - none)
