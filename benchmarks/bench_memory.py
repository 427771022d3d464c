"""What a web worker holds after many long estimates."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measurement

ESTIMATES = 200
WORKER_MB = 250
ROOT = Path(__file__).resolve().parents[1]

# Django with every app and the site's URLs as in a worker; scenarios of 40 quarters that differ in what is asked.
WORKER = f"""
import itertools, os, psutil
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
from config.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns
from estimator import Book, Scenario, estimate, estimate_as_dict, shipped_folders
books = [Book.from_folder(folder) for folder in shipped_folders()]
regions = ("us-east-1", "eu-central-1", "ap-southeast-2", "us-gov-west-1")
work = ("product", "contractors", "new_hire")
hours = ("nobody", "care_delayed", "loses_money")
answers = itertools.cycle(itertools.product(regions, work, hours, books))
for number, (region, workforce, first_hour, book) in zip(range({ESTIMATES}), answers):
    scenario = Scenario.model_validate({{
        "workload": {{"patients": {{"low": 1000 + number, "likely": 20000 + number, "high": 90000 + number}}}},
        "hosting": {{"region": region}},
        "people": {{"workforce": workforce, "country": ("US", "DE", "IN")[number % 3]}},
        "recovery": {{"first_hour": first_hour}},
        "money": {{"horizon_quarters": 40, "first_quarter": f"20{{27 + number % 8}}Q1"}},
    }})
    estimate_as_dict(estimate(scenario, book))
print(psutil.Process().memory_info().rss)
"""


def main() -> Iterator[Measurement]:
    """Resident memory of a fresh process, in MB, after 200 estimates of 40 quarters."""
    done = subprocess.run([sys.executable, "-c", WORKER], cwd=ROOT, capture_output=True, text=True, check=True)
    megabytes = int(done.stdout.split()[-1]) / 1e6
    yield Measurement(f"a worker after {ESTIMATES} estimates of 40 quarters", megabytes, WORKER_MB, "MB")
