"""Sources as a reader knows them, with an address to open where there is one."""

import pytest

from decisions.report.sources import sources_of
from tests.builders_estimate import shipped_book

GITHUB = "https://github.com/medplum/medplum"


@pytest.mark.parametrize(
    ("cell", "text", "url"),
    [
        (
            "medplum/medplum packages/docs/docs/self-hosting/considerations.md @43413a18d (2026-07-15)",
            "Medplum documentation: self hosting/considerations (2026-07-15)",
            f"{GITHUB}/blob/43413a18d/packages/docs/docs/self-hosting/considerations.md",
        ),
        (
            "medplum/medplum packages/docs/docs/self-hosting/best-practices.md, section 'Network Architecture'",
            "Medplum documentation: self hosting/best practices (“Network Architecture”)",
            f"{GITHUB}/blob/main/packages/docs/docs/self-hosting/best-practices.md",
        ),
        (
            "medplum/medplum packages/docs/src/pages/pricing.tsx @2a8321e77 (2026-04-10)",
            "Medplum pricing page (2026-04-10)",
            f"{GITHUB}/blob/2a8321e77/packages/docs/src/pages/pricing.tsx",
        ),
        ("medplum/medplum issues/8147 (2026-01-06)", "Medplum issue 8147 (2026-01-06)", f"{GITHUB}/issues/8147"),
        ("https://sre.google/sre-book/being-on-call/", "sre.google/sre-book/being-on-call/", "https://sre.google/sre-book/being-on-call/"),
        (
            "QuinnyPig/aws-price-watcher:processed/route53.json@a6645eb2e53e",
            "QuinnyPig/aws-price-watcher, route53.json",
            "https://github.com/QuinnyPig/aws-price-watcher/blob/a6645eb2e53e/processed/route53.json",
        ),
        ("BLS medians: 123,100 / 133,080", "BLS medians: 123,100 / 133,080", ""),
    ],
)  # fmt: skip
def test_a_source_has_a_title_and_where_it_can_be_opened(cell, text, url):
    assert sources_of(cell) == [{"text": text, "url": url}]


def test_several_sources_stay_several_and_an_empty_cell_is_none():
    assert [one["url"] for one in sources_of("https://a.example ; https://b.example")] == [
        "https://a.example",
        "https://b.example",
    ]
    assert sources_of("") == []


def test_every_source_of_the_book_can_be_shown():
    """Addresses lead to https or http only, and no title is lost."""
    for table in ("gates", "verdict_sources", "assumptions", "plan_prices", "prices", "needs"):
        for row in shipped_book().rows(table):
            for source in sources_of(row["source"]):
                assert source["text"]
                assert source["url"] == "" or source["url"].startswith(("https://", "http://"))
