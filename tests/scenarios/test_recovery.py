"""Recovery at four levels, line by line, first quarter; quantities as in `aws_minimum.py` and `hundred_thousand.py`.

    database    56.0 GB loaded, 69.99993 GB at the end of the quarter, so 14.0 GB added
                changes 14.0 × 3 = 42.0 GB; with the first full copy 55.99994 + 42.0 = 97.99994 GB sent
                as snapshots: three more whole copies, 97.99994 + 3 × 69.99993 = 307.99973 GB sent, 1.2 volumes kept
    files       2,062.5 GB with versions, all sent in the first quarter: × 2,000 = 4.125 million files written
    writes      473.04 million reads and writes × 0.2 = 94.608 million
    drill       one a year, servers run 8 hours: (1 / 4 × 8) / 2,190 = 0.000913242 of the quarter

Shares, copies and minutes are rows of the book, most of them judgement. Prices of AWS between regions: the price dump
QuinnyPig/aws-price-watcher of 2025-06-18; Azure between regions: a guide of 2026; Google: infracost of 2024-07-01.
"""

import pytest

from estimator import Run, estimate
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import scenario
from tests.scenarios.aws_minimum import CENT

DRILL = 1 / 4 * 8 / 2_190
COPIES = {  # what every level of AWS has of the files
    "copy_object_storage_cost": 2_062.5 * 0.023 * 3,  # 142.31
    "copy_object_writes_cost": 4.125 * 5.00,  # 20.63
    "copy_object_transfer_cost": 2_062.5 * 0.02,  # 41.25
    "recovery_settings": 1.0 * (3.60 + 0.00 + 1.50),  # secrets, keys, images
}
RUNNING = {  # and of the database, where it runs in the second region
    "copy_database_storage_cost": 69.99993 * 0.10 * 3,  # 21.00
    "copy_database_writes_cost": 94.608 * 0.20,  # 18.92
    "copy_replication_transfer_cost": 97.99994 * 0.02,  # 1.96
}
# Primary: servers 354.60 + 77.88, database 1,138.80, cache 902.28, network 197.10 + 43.80 + 49.275, firewall 45 + 36.
COMPUTE, DATABASE, CACHE, NETWORK, EDGE = 432.48, 1_138.80, 902.28, 290.175, 81.00
AWS = {
    "backup_restore": COPIES
    | {
        "copy_snapshots_cost": 69.99993 * 1.2 * 0.021 * 3,  # 5.29
        "copy_snapshot_transfer_cost": 307.99973 * 0.02,  # 6.16
        "recovery_drill_cost": (COMPUTE + DATABASE + CACHE + NETWORK) * DRILL,  # 2,763.74: 2.52
    },
    "pilot_light": COPIES
    | RUNNING
    | {
        "recovery_database": 0.5 * DATABASE,
        "recovery_network": 0.1 * NETWORK,
        "recovery_drill_cost": (COMPUTE + 0.5 * DATABASE + CACHE + 0.9 * NETWORK) * DRILL,  # 2,165.32: 1.98
        "recovery_compute": 0,
        "recovery_edge": 0,
    },
    "warm_standby": COPIES
    | RUNNING
    | {
        "recovery_compute": 0.5 * COMPUTE,
        "recovery_database": 0.5 * DATABASE,
        "recovery_cache": 0.5 * CACHE,
        "recovery_network": 0.9 * NETWORK,
        "recovery_edge": 0.33 * EDGE,
        "recovery_drill_cost": (0.5 * (COMPUTE + DATABASE + CACHE) + 0.1 * NETWORK) * DRILL,  # 1,265.80: 1.16
    },
    "active_active": COPIES
    | RUNNING
    | {
        "recovery_compute": COMPUTE,
        "recovery_database": DATABASE,
        "recovery_cache": CACHE,
        "recovery_network": 1.05 * NETWORK,
        "recovery_edge": 0.4 * EDGE,
        "recovery_drill_cost": 0,  # all of it runs anyway
    },
}
AWS_TOTAL = {"backup_restore": 223.26, "pilot_light": 851.56, "warm_standby": 1_776.99, "active_active": 3_061.81}


def at(level: str, **hosting: str) -> dict[str, float]:
    """Recovery lines of the first quarter at likely values."""
    answers = scenario(
        workload={"patients": 100_000, "patient_growth_per_year": 0}, recovery={"level": level}, hosting=hosting
    )
    found = estimate(answers, shipped(1), Run(draws=64))
    lines = [line for line in found.lines if (line.group, line.option) == ("recovery", "self_host")]
    assert not [line.key for line in lines if line.state == "not_estimated"]
    return {line.key: base(line)[0] for line in lines if line.state == "estimated"}


@pytest.mark.parametrize("level", list(AWS))
def test_every_line_on_aws(level):
    found = at(level, platform="aws", region="us-east-1")
    assert found == pytest.approx(AWS[level], abs=CENT)
    assert sum(found.values()) == pytest.approx(AWS_TOTAL[level], abs=0.02)


def test_the_first_full_copy_is_sent_once():
    """Second quarter: 375 GB of new files × 1.1 = 412.5 GB; changes of the database alone, and three whole copies."""
    answers = scenario(workload={"patients": 100_000, "patient_growth_per_year": 0})
    found = estimate(answers, shipped(1), Run(draws=64))
    assert base(line_of(found, "copy_object_transfer_cost"))[1] == pytest.approx(412.5 * 0.02, abs=CENT)
    sent = 42.0 + 3 * (69.99993 + 13.99999)
    assert base(line_of(found, "copy_snapshot_transfer_cost"))[1] == pytest.approx(sent * 0.02, abs=CENT)


def test_warm_standby_on_azure():
    """Servers 219.00 + 1,261.44 + disks 91.89, database 779.64, cache 985.50, edge 105.00.

    Network: 21.90 + 970.17 + 54.75 + 10.95.

    One disk of 97.9999 GB at 0.115; files at 0.0208, written at 0.055 for ten thousand; 0.02 between regions. The key
    and the registry: 3.00 + 15.21.
    """
    expected = {
        "recovery_compute": 0.5 * 1_572.33,
        "recovery_database": 0.5 * 779.64,
        "recovery_cache": 0.5 * 985.50,
        "recovery_network": 0.9 * 1_057.77,
        "recovery_edge": 0.33 * 105.00,
        "recovery_settings": 18.2083,
        "copy_database_storage_cost": 97.9999 * 0.115 * 3,  # 33.81
        "copy_replication_transfer_cost": 97.99994 * 0.02,
        "copy_object_storage_cost": 2_062.5 * 0.0208 * 3,
        "copy_object_writes_cost": 412.5 * 0.055,
        "copy_object_transfer_cost": 2_062.5 * 0.02,
        "recovery_drill_cost": (0.5 * (1_572.33 + 779.64 + 985.50) + 0.1 * 1_057.77) * DRILL,
    }
    assert at("warm_standby", platform="azure", region="eastus") == pytest.approx(expected, abs=CENT)


def test_pilot_light_and_backups_on_google_cloud():
    """Database 591.74, network 9.198 + 54.75; servers 695.06 and cache 709.56 start in a drill.

    One disk of 97.9999 GB at 0.17, backups at 0.08, files at 0.02 and 0.05 for ten thousand; 0.02 between regions.
    Secrets and images: 0.54 + 1.50.
    """
    files = {
        "recovery_settings": 2.04,
        "copy_object_storage_cost": 2_062.5 * 0.02 * 3,
        "copy_object_writes_cost": 412.5 * 0.05,
        "copy_object_transfer_cost": 2_062.5 * 0.02,
    }
    pilot = files | {
        "recovery_database": 0.5 * 591.738,
        "recovery_network": 0.1 * 63.948,
        "recovery_compute": 0,
        "copy_database_storage_cost": 97.9999 * 0.17 * 3,
        "copy_replication_transfer_cost": 97.99994 * 0.02,
        "recovery_drill_cost": (695.06 + 0.5 * 591.738 + 709.56 + 0.9 * 63.948) * DRILL,
    }
    backups = files | {
        "copy_snapshots_cost": 69.99993 * 1.2 * 0.08 * 3,  # 20.16
        "copy_snapshot_transfer_cost": 307.99973 * 0.02,
        "recovery_drill_cost": (695.06 + 591.738 + 709.56 + 63.948) * DRILL,
    }
    place = {"platform": "gcp", "region": "us-central1"}
    assert at("pilot_light", **place) == pytest.approx(pilot, abs=CENT)
    assert at("backup_restore", **place) == pytest.approx(backups, abs=CENT)


def test_a_restore_window_of_your_own():
    """30 days × 0.02 = 0.6 volumes beyond the free one: 69.99993 × 0.6 × 0.021 × 3 = 2.65 USD; a week 0.62."""
    for days, cost in ((30, 2.65), (7, 0.62)):
        answers = scenario(
            workload={"patients": 100_000, "patient_growth_per_year": 0}, recovery={"restore_window_days": days}
        )
        found = estimate(answers, shipped(1), Run(draws=64))
        assert base(line_of(found, "database_backup_cost"))[0] == pytest.approx(cost, abs=CENT)
        assert not [text for text in found.warnings if text.startswith("Managed databases")]
    far = estimate(scenario(recovery={"restore_window_days": 90}), shipped(1), Run(draws=64))
    assert any("the last 35 days at most: going back 90 days" in text for text in far.warnings)


def test_logs_searchable_and_archived():
    """Ninety days searchable: 201.912 × 90 / 91.25 = 199.146 GB; after two years of keeping the archive stays level.

    In the last of 12 quarters: kept 201.912 × 8 = 1,615.296 GB, less the 199.146 that are searchable, × 0.15.
    """
    answers = scenario(
        workload={"patients": 100_000, "patient_growth_per_year": 0},
        hosting={"log_hot_days": 90, "log_retention_years": 2},
    )
    found = estimate(answers, shipped(1), Run(draws=64))
    assert base(line_of(found, "log_storage_cost"))[0] == pytest.approx((199.146 * 0.15 - 5) * 0.03 * 3, abs=CENT)
    archive = base(line_of(found, "log_archive_cost"))
    assert archive[-1] / archive[7] == pytest.approx(1, rel=1e-2)
    level = (1_615.296 - 199.146) * 0.15 * 0.004 * 3
    assert archive[7] == pytest.approx(level, abs=CENT)


def test_hours_of_drills_count_once_and_on_the_basis_of_tasks_only():
    """Four drills instead of one: 3 × 32 h / 4 / 445 h = 0.0539 people more by tasks; the quarters basis holds them."""
    one, four = (
        estimate(scenario(recovery={"dr_tests_per_year": drills}), shipped(1), Run(draws=64)) for drills in (1, 4)
    )
    for basis, more in (("tasks", 3 * 32 / 4 / 445 * 200_000 / 4), ("quarters", 0)):
        before, after = (base(line_of(found, f"maintenance_cost_{basis}"))[0] for found in (one, four))
        assert after - before == pytest.approx(more, abs=0.5), basis
    servers = [base(line_of(found, "recovery_drill_cost"))[0] for found in (one, four)]
    assert servers[1] == pytest.approx(4 * servers[0])
