"""Servers of one's own, rented metal and one small machine; quantities as in `hundred_thousand.py`.

Capital is spread straight over its life: (1 − 0.05 left) / (5 years × 4) = 0.0475 of the price a quarter.
Servers: 4 vCPU of tasks + 4 of the platform + 2 × 2 database + 2 cache = 14 vCPU; memory 8 + 24 + 24 + 12 = 68 GB;
one server of 48 vCPU and 256 GB would carry it, three stand there for quorum.
Data: 2,062.5 GB of files and 195.9998 GB of database disks, each twice: 4,517 GB. Three servers hold 3 × 1,900 GB, a
backup target 16,000 GB: nothing more is bought. A small machine holds 800 GB and one copy.
"""

import pytest

from tests.scenarios.at_likely_values import likely
from tests.scenarios.aws_minimum import CENT, MONTHS, ONCE, Component, assert_bill, first_quarter
from tests.scenarios.hundred_thousand import HOUR_OF_WORK, on

LIFE = 0.0475
MONITORING = Component("monitoring_work", 10, HOUR_OF_WORK, MONTHS, 3_370.79)
EMAIL = Component("email", 150, 0.16, ONCE, 24.00)
HARDWARE = [
    Component("servers", 3, 14_000, LIFE, 1_995.00),
    Component("spares", 0.3, 14_000, LIFE, 199.50),
    Component("network_gear", 1, 8_000, LIFE, 380.00),
    Component("backup_storage", 1, 6_000, LIFE, 285.00),
    Component("data_disks", 0, 0.10, LIFE, 0.00),
    Component("backup_disks", 0, 0.10, LIFE, 0.00),
    Component("hardware_support", 0, 14_000, 0.25, 0.00),  # the warranty is as long as the likely life
    Component("internet_line", 1, 400, MONTHS, 1_200.00),
    MONITORING,
    EMAIL,
]
RACK = [*HARDWARE, Component("rack", 4.5, 40, MONTHS, 540.00)]  # 3 servers × 1.5 units, power included
# 3 × 350 W × 1.54 × 2,190 h = 3,541.23 kWh
ROOM = [*HARDWARE, Component("power", 3_541.23, 0.146, ONCE, 517.02)]
METAL = [
    Component("servers", 3, 957.779063, MONTHS, 8_620.01),
    Component("database_backup", 90.99991, 0.00937, MONTHS, 2.56),
    Component("object_storage", 2_062.5, 0.00937, MONTHS, 57.98),
    Component("log_archive", 20.3295, 0.00937, MONTHS, 0.57),  # object storage of OVH stands in
    MONITORING,
    EMAIL,
]
SMALL = [
    Component("machines", 2, 900, 0.05, 90.00),  # one in use, one on the shelf; 5 years
    Component("ups", 1, 200, 0.05, 10.00),
    Component("data_disks", 1_458.4998, 0.10, 0.05, 7.29),  # 2,062.5 + 195.9998 − 800
    Component("power", 54.75, 0.146, ONCE, 7.99),  # 25 W × 2,190 h
]


@pytest.mark.parametrize(
    ("hosting", "bill"),
    [
        ({"platform": "own_servers"}, RACK),
        ({"platform": "own_servers", "way": "own_room"}, ROOM),
        ({"platform": "own_servers", "way": "rented_metal"}, METAL),
        ({"platform": "small_machine"}, SMALL),
    ],
    ids=["rack", "own room", "rented metal", "small machine"],
)
def test_every_component(hosting, bill):
    assert_bill(on(**hosting), bill)


def test_hands_on_hardware():
    """3 servers × 10 hours a year / 4 × 112.36 USD = 842.70 USD; rented metal has none."""
    rack = on(platform="own_servers")
    assert first_quarter(rack, "hands_cost") == pytest.approx(3 * 10 / 4 * HOUR_OF_WORK, abs=CENT)
    assert "hands_cost" not in {line.key for line in on(platform="own_servers", way="rented_metal").lines}


def test_power_and_rack_are_never_both_paid():
    """A rack's price contains the power; a room of one's own has no rack."""
    for hosting, key in (({}, "power_cost"), ({"way": "own_room"}, "rack_cost")):
        assert key not in {line.key for line in on(platform="own_servers", **hosting).lines}


def test_electricity_follows_the_country():
    """0.27 EUR × 1.1567 = 0.312309 USD in Germany."""
    found = on(platform="own_servers", way="own_room", people={"country": "DE"})
    assert first_quarter(found, "power_cost") == pytest.approx(3_541.23 * 0.27 * 1.1567, abs=0.01)


def test_an_own_figure_for_the_line_replaces_the_typical_one():
    found = on(platform="own_servers", internet_cost_per_month=0)
    assert first_quarter(found, "internet_line_cost") == 0


def test_support_after_the_warranty_is_paid_for_the_rest_of_the_life():
    """In the mean the life is longer than five years in some draws: then 10 % a year of what is beyond."""
    found = on(platform="own_servers")
    line = next(line for line in found.lines if line.key == "hardware_support_cost")
    assert line.per_quarter is not None
    assert 0 < line.per_quarter[0] < 3 * 28_000 * 0.15 / 4


def test_data_beyond_what_servers_hold_is_bought_by_the_gb():
    """A million patients: files 20,625 GB and database disks 1,959.998 GB, twice: 45,170 GB; servers hold 3 × 1,900.

    39,470 GB × 0.10 USD × 0.0475 = 187.48 USD; backups 20,625 + 909.9991 − 16,000 = 5,535 GB: 26.29 USD.
    """
    found = on(platform="own_servers", workload={"patients": 1_000_000, "patient_growth_per_year": 0})
    assert first_quarter(found, "data_disks_cost") == pytest.approx(39_469.996 * 0.10 * LIFE, abs=CENT)
    assert first_quarter(found, "backup_disks_cost") == pytest.approx(5_534.9991 * 0.10 * LIFE, abs=CENT)


def test_rented_servers_hold_the_database_on_their_own_disks():
    """A 2,900 GB database: 2,900 × 1.4 × 2 instances over 700 GB a server = 12 servers at 957.78 USD."""
    found = on(platform="own_servers", way="rented_metal", workload={"patients": 1, "database_gb_at_start": 2_900})
    assert first_quarter(found, "servers_cost") == pytest.approx(12 * 957.779063 * MONTHS, abs=0.02)


@pytest.mark.parametrize("platform", ["own_servers", "own_kubernetes", "small_machine", "aws"])
def test_more_data_always_costs_more(platform):
    costs = []
    for patients in (1_000_000, 2_000_000, 4_000_000):
        found = on(platform=platform, workload={"patients": patients, "patient_growth_per_year": 0})
        costs.append(sum(sum(line.per_quarter or ()) for line in found.lines if line.group == "infrastructure"))
    assert costs[0] * 1.1 < costs[1]
    assert costs[1] * 1.1 < costs[2]


def test_a_small_machine_that_is_asked_to_hold_too_much_is_named():
    small = on(platform="small_machine", workload={"patients": 1_000, "patient_growth_per_year": 0})
    assert not any("small machine holds" in text for text in small.warnings)
    assert any("more than one small machine holds" in text for text in on(platform="small_machine").warnings)


def test_own_goods_rise_with_prices_and_hours_with_pay():
    """In the third year 2.6 % inflation twice, 1.052676; pay 3.8 % twice, 1.077444."""
    answers = {
        "hosting": {"platform": "own_servers"},
        "workload": {"patients": 100_000, "patient_growth_per_year": 0},
    }
    assert likely(answers, "rack_cost", 8) == pytest.approx(540 * 1.026**2, abs=CENT)
    assert likely(answers, "internet_line_cost", 8) == pytest.approx(1_200 * 1.026**2, abs=CENT)
    assert likely(answers, "hands_cost", 8) == pytest.approx(3 * 10 / 4 * HOUR_OF_WORK * 1.038**2, abs=CENT)


def test_your_people_run_the_database_of_a_small_machine():
    """4 hours a month × 3 × 112.36."""
    found = on(platform="small_machine")
    assert first_quarter(found, "database_work_cost") == pytest.approx(4 * 3 * HOUR_OF_WORK, abs=CENT)
