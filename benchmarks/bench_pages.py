"""What a visitor waits for: bytes of the first load, and an answer with its live estimate."""

import http.cookiejar
import itertools
import re
import statistics
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measurement, median_ms
from tests.server import Server

FIRST_LOAD_KB = 150
ANSWER_MS = 150
FIRST_VIEWS = [("whole result page", "result", 400_001, 400), ("make it sharper", "sharper", 500_001, 400)]
REPEATS = 15
EXAMPLE = "seed-stage-company"
LOADED = re.compile(r"""<(?:script|link)[^>]*?(?:src|href)="(/[^"]+\.(?:js|css|svg))\"""")


class Visitor:
    """A browser's cookies and headers, without the browser."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def open(
        self, path: str, fields: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> tuple[str, bytes]:
        """Return address and body of a GET, or of a POST with the form's token."""
        url = urllib.parse.urljoin(self.url, path)
        data = None
        if fields is not None:
            token = next((cookie.value or "" for cookie in self.cookies if cookie.name == "csrftoken"), "")
            data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        with self.opener.open(urllib.request.Request(url, data, headers or {}), timeout=30) as answer:
            return answer.url, answer.read()


def first_load_kb(visitor: Visitor, path: str) -> float:
    """Return the kB of a page and of what its head loads, as sent to a browser that takes brotli."""
    page = visitor.open(path)[1]
    parts = sorted(set(LOADED.findall(page.decode())))
    headers = {"Accept-Encoding": "gzip, br"}
    return (len(page) + sum(len(visitor.open(part, headers=headers)[1]) for part in parts)) / 1000


def answer_ms(visitor: Visitor, decision: str) -> float:
    """Return the median time to store another salary and to show the estimate that follows from it."""
    salaries, numbers = iter(range(150_000, 400_000, 1_000)), itertools.count(1)
    htmx = {"HX-Request": "true"}

    def answer() -> None:
        save = {"editor": "benchmark", "number": str(next(numbers)), "scenario-people-country": "US"}
        answers = save | {"scenario-people-engineer_cost_per_year": str(next(salaries))}
        visitor.open(f"{decision}/q/cost/", answers, htmx)
        visitor.open(f"{decision}/live/", headers=htmx)

    return median_ms(answer)


def first_view_ms(visitor: Visitor, decision: str, page: str, first: int) -> float:
    """Return the median time of a whole page that nobody has asked for before: its salaries begin at `first`."""
    salaries, numbers = itertools.count(first, 1_000), itertools.count(first)
    times = []
    for salary in itertools.islice(salaries, REPEATS):
        save = {"editor": "benchmark", "number": str(next(numbers)), "scenario-people-country": "US"}
        answers = save | {"scenario-people-engineer_cost_per_year": str(salary)}
        visitor.open(f"{decision}/q/cost/", answers, {"HX-Request": "true"})
        started = time.perf_counter()
        visitor.open(f"{decision}/{page}/")
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1_000


def main() -> Iterator[Measurement]:
    """Copy an example on a real server and measure on the way to its result."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), HOSTWISE_RATE_ESTIMATE="100000/minute")
        try:
            server.wait()
            visitor = Visitor(server.url)
            visitor.open(f"/examples/{EXAMPLE}/")
            decision = visitor.open(f"/examples/{EXAMPLE}/copy/", {})[0].removesuffix("/check/")
            for name, path in [("start", "/"), ("question", f"{decision}/q/cost/"), ("result", f"{decision}/result/")]:
                yield Measurement(f"first load, {name} page", first_load_kb(visitor, path), FIRST_LOAD_KB, "kB")
            yield Measurement("answer with live estimate", answer_ms(visitor, decision), ANSWER_MS, "ms")
            for name, page, first, limit in FIRST_VIEWS:
                yield Measurement(f"{name}, first view", first_view_ms(visitor, decision, page, first), limit, "ms")
        finally:
            server.stop()
