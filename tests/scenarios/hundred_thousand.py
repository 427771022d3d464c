"""The same hundred thousand patients as in `aws_minimum.py`, on every other platform.

Quantities by hand, beyond those that stand there (first quarter, likely values):

    nodes       servers 4 vCPU + 2 vCPU of the cluster = 6 vCPU; a node of 4 vCPU lends 4 × 0.8 = 3.2: ⌈6 / 3.2⌉ = 2,
                memory 8 + 4 = 12 GB over 16 × 0.8 = 12.8 GB: 1; never fewer than 3
    all on      database 2 vCPU × 2 instances + cache 2 × 1 vCPU + cluster 2 = 8 vCPU beside the servers: 12 in all
    nodes       over 8 × 0.8 = 6.4 vCPU: 2; memory 8 + 4 + 2 × 6 × 2 + 6 × 2 = 48 GB over 32 × 0.8 = 25.6 GB: 2;
                never fewer than 3 (2 in a cluster that is there anyway)
    disks       69.99993 GB × 1.4 headroom = 97.9999 GB for each of 2 instances = 195.9998 GB
    backups     69.99993 × 1.3 = 90.99991 GB where no volume is free
    logs        201.912 GB taken in; searchable for 30 days 66.382 GB, less than the first
                month (67.304 GB), which is included; archived 201.912 − 66.382 = 135.53 GB, compressed 20.3295
    requests    uploads 750,000 = 75 and downloads 1,500,000 = 150 times ten thousand; CDN 4,730,400 = 473.04
    secrets     10,000 reads a month = 3 times ten thousand a quarter

The checks are arithmetic only: no whole bill of a vendor for such a platform is public.
"""

from typing import Any

from estimator import Estimate, Run, estimate
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario

HOUR_OF_WORK = 200_000 / 1_780  # 112.36 USD: a loaded year over its productive hours


def on(people: Any = None, workload: Any = None, **hosting: Any) -> Estimate:
    """The estimate of the hundred thousand patients (or another workload) on a platform."""
    patients = workload or {"patients": 100_000, "patient_growth_per_year": 0}
    return estimate(scenario(workload=patients, hosting=hosting, people=people or {}), shipped(1), Run(draws=64))
