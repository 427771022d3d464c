"""Prices of a book: quoted, derived, declared gaps, rows for every region, silence; and their age."""

from __future__ import annotations

import datetime

import pytest

from estimator.book import Gap, PriceRow
from tests.estimator.book_parts import Rows, changed, row_of, shipped


def test_a_price_of_the_region_is_quoted() -> None:
    price = shipped(1).price("aws", "eu-central-1", "Amazon Aurora PostgreSQL", "db.r6g.large Standard")
    assert isinstance(price, PriceRow)
    assert (price.price_usd, price.unit, price.basis, price.derivation) == (0.313, "hour", "quoted", "")


def test_a_price_that_the_region_lacks_is_derived_and_says_how() -> None:
    price = shipped(1).price("aws", "ap-southeast-2", "NAT Gateway", "nat-gb")
    assert isinstance(price, PriceRow)
    assert price.price_usd == pytest.approx(0.045 * 1.311111)
    assert (price.region, price.unit, price.basis, price.as_of) == (
        "ap-southeast-2",
        "GB",
        "derived",
        "2024-07-01",
    )
    assert price.derivation == "us-east-1 0.045 × 1.311111 (ratio of the NAT gateway's own price by the hour)"


def test_a_derivation_by_judgement_says_so() -> None:
    def judge(tables: dict[str, Rows]) -> None:
        row_of(tables["regional_factors"], service="NAT Gateway", region="eu-west-2").update(basis="judgement")

    price = changed(judge).price("aws", "eu-west-2", "NAT Gateway", "nat-gb")
    assert isinstance(price, PriceRow)
    assert price.basis == "judgement"


def test_a_declared_gap_is_no_price() -> None:
    gap = shipped(1).price("aws", "us-gov-west-1", "Amazon CloudFront", "egress-0-10TB")
    assert isinstance(gap, Gap)
    assert (gap.kind, gap.region, gap.sku) == ("unavailable", "us-gov-west-1", "egress-0-10TB")
    assert gap.reason == "not offered inside GovCloud"
    assert gap.instead


def test_a_gap_everywhere_stands_for_each_region() -> None:
    gap = shipped(1).price("medplum", "eu-west-1", "Medplum Cloud", "Enterprise plan")
    assert isinstance(gap, Gap)
    assert (gap.kind, gap.region) == ("ask", "eu-west-1")


def test_a_price_without_a_region_stands_for_each() -> None:
    for region in ("us-east-1", "us-gov-west-1"):
        price = shipped(1).price("aws", region, "Amazon Route 53", "hosted-zone")
        assert isinstance(price, PriceRow)
        assert (price.price_usd, price.region) == (0.5, "global")


def test_own_row_of_a_region_beats_factor_gap_and_global_row() -> None:
    def add(tables: dict[str, Rows]) -> None:
        nat = dict(row_of(tables["prices"], service="NAT Gateway", sku="nat-gb", region="us-east-1"))
        tables["prices"].append({**nat, "region": "eu-west-2", "price_usd": "0.05"})
        zone = dict(row_of(tables["prices"], service="Amazon Route 53", sku="hosted-zone"))
        tables["prices"].append({**zone, "region": "us-gov-west-1", "price_usd": "0.6"})
        cdn = dict(row_of(tables["prices"], service="Amazon CloudFront", sku="https-requests"))
        tables["prices"].append({**cdn, "region": "us-gov-west-1", "price_usd": "2"})

    book = changed(add)
    for region, service, sku, usd in (
        ("eu-west-2", "NAT Gateway", "nat-gb", 0.05),
        ("us-gov-west-1", "Amazon Route 53", "hosted-zone", 0.6),
        ("us-gov-west-1", "Amazon CloudFront", "https-requests", 2.0),
    ):
        price = book.price("aws", region, service, sku)
        assert isinstance(price, PriceRow)
        assert (price.price_usd, price.basis) == (usd, "quoted")


def test_a_gap_of_the_region_beats_the_global_row() -> None:
    def declare(tables: dict[str, Rows]) -> None:
        gap = {
            **tables["no_public_price"][0],
            "provider": "aws",
            "service": "Amazon Route 53",
            "sku": "hosted-zone",
        }
        tables["no_public_price"].append({**gap, "region": "us-gov-west-1", "kind": "ask"})

    book = changed(declare)
    assert isinstance(book.price("aws", "us-gov-west-1", "Amazon Route 53", "hosted-zone"), Gap)
    assert isinstance(book.price("aws", "us-east-1", "Amazon Route 53", "hosted-zone"), PriceRow)


def test_silence_about_a_price_is_an_error_not_zero() -> None:
    with pytest.raises(KeyError, match="no price and no declared gap: aws / us-east-1 / Amazon S3 / deep"):
        shipped(1).price("aws", "us-east-1", "Amazon S3", "deep")


def test_age_of_prices() -> None:
    book = shipped(1)
    assert book.oldest_price_as_of() == datetime.date(2020, 5, 2)
    assert not book.is_stale(datetime.date(2021, 5, 2))
    assert book.is_stale(datetime.date(2021, 5, 3))

    def renew(tables: dict[str, Rows]) -> None:
        for row in tables["prices"]:
            row["as_of"] = "2028-02-29"

    assert not changed(renew).is_stale(datetime.date(2029, 2, 28))
    assert changed(renew).is_stale(datetime.date(2029, 3, 1))
