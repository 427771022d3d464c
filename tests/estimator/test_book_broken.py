"""One broken file per mistake: each is refused as a whole, and the message says where and what."""

from __future__ import annotations

from pathlib import Path

import pytest

from estimator.book import BookError, decode_csv, read_table_csv

FOLDER = Path(__file__).parent / "broken_books"

MISTAKES = {
    "assumptions__availability_of_one": "row 4, column high: an availability must be above 0 and below 1",
    "assumptions__bad_date": "row 2, column as_of: 'July 2025' is no date",
    "assumptions__bernoulli_above_one": "row 5, column high: a chance is at most 1",
    "assumptions__column_twice": "row 1: column 'unit' stands twice",
    "assumptions__constant_with_width": "row 2, column shape: constant, but low and high differ",
    "assumptions__decimal_comma": "row 2, column likely: '0,5' is no number",
    "assumptions__duplicate_key": "row 6, column key: duplicate key 'loaded_us_devops_sre' (first in row 3)",
    "assumptions__empty_file": "empty; the first row names the columns",
    "assumptions__empty_label": "row 2, column label: empty, but a value is required",
    "assumptions__empty_number": "row 2, column likely: empty, but a value is required",
    "assumptions__ends_do_not_fit": "row 3, column ends: p5p95 does not go with pert",
    "assumptions__exponent": "row 3, column likely: '2e5' is no number",
    "assumptions__full_width_digits": "row 3, column likely: '２０００００' is no number",
    "assumptions__impossible_day": "row 2, column as_of: '2025-02-30' is no date",
    "assumptions__infinite": "row 3, column high: 'inf' is no number",
    "assumptions__key_with_space": "row 2, column key: 'FTE normal' is no key",
    "assumptions__latin_1": "row 2: not UTF-8 text",
    "assumptions__likely_above_high": "row 3, column likely: likely 300000 is above high 285000",
    "assumptions__lognormal_from_zero": "row 3, column low: a lognormal row must be above 0",
    "assumptions__low_above_likely": "row 2, column low: low 0.75 is above likely 0.5",
    "assumptions__missing_column": "row 1: column 'unit' is missing",
    "assumptions__no_source": "row 3, column source: empty, and the row is not marked judgement",
    "assumptions__not_a_number": "row 3, column high: 'NaN' is no value",
    "assumptions__nul_byte": "row 2: holds a NUL byte",
    "assumptions__null_word": "row 2, column label: 'NULL' is no value",
    "assumptions__pert_without_width": "row 2, column shape: pert, but low equals high: write constant",
    "assumptions__quantiles_missing": "row 4, column ends: bounds does not go with log_availability",
    "assumptions__ratio_below_zero": "row 5, column low: -0.1 is below what ratio allows",
    "assumptions__thousands": "row 3, column likely: '200 000' is no number",
    "assumptions__too_few_cells": "row 2: 3 cells, expected 16",
    "assumptions__too_long_number": "row 3, column high: '99999",
    "assumptions__unclosed_quote": "row 2: not readable as CSV",
    "assumptions__unknown_basis": "row 2, column basis: unknown basis 'rumour'",
    "assumptions__unknown_basis_group": "row 2, column basis_group: unknown basis_group 'months'",
    "assumptions__unknown_claim": "row 2, column claim: unknown claim 'friend'",
    "assumptions__unknown_column": "row 1: column 'mood' is not known",
    "assumptions__unknown_ends": "row 2, column ends: unknown ends 'p25p75'",
    "assumptions__unknown_shape": "row 2, column shape: unknown shape 'beta'",
    "assumptions__unknown_unit": "row 3, column unit: unknown unit 'USD/fortnight'",
    "assumptions__unknown_use": "row 2, column use: unknown use 'decoration'",
    "assumptions__utf_16": "row 1: not UTF-8 text",
    "bill_of_materials__quantity_no_key": "row 2, column quantity: 'server vCPU' is no key",
    "bill_of_materials__unknown_period": "row 2, column per: unknown per 'week'",
    "correlations__loading_above_one": "row 2, column loading: 1.2 is above 1",
    "correlations__more_than_all": "loadings of loaded_us_devops_sre explain more than all of it",
    "fx__rate_of_zero": "row 3, column usd_per_unit: must be above 0",
    "fx__unknown_currency": "row 2, column currency: unknown currency 'XAU'",
    "gates__unknown_marker": "row 2, column listed_by_vendor: unknown listed_by_vendor 'maybe'",
    "ladders__falls": "memory_gb of aurora_postgresql falls from one step to the next",
    "ladders__step_missing": "steps of aurora_postgresql are not 1, 2, 3",
    "ladders__step_no_whole_number": "row 3, column step: '2.5' is no whole number",
    "ladders__two_needs": "steps of aurora_postgresql are chosen by more than one need",
    "needs__estimated_without_hours": "row 2, column workaround_hours_likely: empty, but the cost is marked",
    "needs__half_a_range": "row 2, column workaround_hours_likely: low, likely and high belong together",
    "plan_prices__ends_before_it_begins": "row 3, column valid_to: 2021-01-01 lies before valid_from",
    "plan_prices__price_without_money": "row 2, column price: a price needs a unit of money",
    "platforms__no_reason": "row 3, column because: empty, and the platform has no bill",
    "prices__no_source": "row 3, column source: empty, but a value is required",
    "prices__price_below_zero": "row 3, column price_usd: -0.1 is below 0",
    "prices__price_of_zero": "row 3, column price_usd: must be above 0",
    "readiness__unknown_place": "row 2, column applies_to: unknown applies_to 'moon'",
    "recovery_parts__part_missing": "warm_standby says nothing about cache",
    "recovery_parts__share_range_upside_down": "row 5, column share_low: low 0.9 is above likely 0.6",
    "regional_factors__same_place_twice": "duplicate key 'aws / us-west-1 / AWS Data Transfer / inter-az'",
    "regional_factors__unknown_basis": "row 2, column basis: unknown basis 'quoted'",
    "releases__floor_unreadable": "row 2, column requires: 'node 16 or newer' is no floor",
    "tiers__to_below_from": "row 3, column to: 50 is not above from 100",
}


def test_every_broken_file_is_listed() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == MISTAKES.keys()


@pytest.mark.parametrize("stem", MISTAKES)
def test_refused_with_row_and_column(stem: str) -> None:
    table = stem.partition("__")[0]
    with pytest.raises(BookError) as caught:
        read_table_csv(table, decode_csv(table, (FOLDER / f"{stem}.csv").read_bytes()))
    assert any(f"{table}.csv" in fault and MISTAKES[stem] in fault for fault in caught.value.faults)


@pytest.mark.parametrize("stem", [stem for stem in MISTAKES if not stem.startswith("recovery_parts__part")])
def test_nothing_else_is_wrong_with_the_file(stem: str) -> None:
    """So that a file shows its own mistake and not another one."""
    table = stem.partition("__")[0]
    with pytest.raises(BookError) as caught:
        read_table_csv(table, decode_csv(table, (FOLDER / f"{stem}.csv").read_bytes()))
    assert len(caught.value.faults) == (2 if stem.endswith("column_twice") else 1)
