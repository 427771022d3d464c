"""The timeline of a recovery as a drawing that needs no script: bars as percentages of one axis, in minutes."""

from typing import Any

from estimator.estimate import RecoveryChoice
from estimator.recovery_times import LevelTimes, Span, TimedStep

from . import format as fmt

TOP, ROW, BAR, BELOW = 34, 50, 14, 26  # pixels: above the first row, a row, its bar, below the last
LABEL_ABOVE = 8
TICKS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 720, 1_440, 2_880, 7_200, 14_400)
MOST_TICKS = 5
FAR = 2.0  # a target beyond so many times the longest time is told, not drawn
STEPS = {  # as the result, the drawing and the runbook call them
    "detect_decide": "Detect and decide",
    "restore": "Restore the database",
    "provision": "Provision the application",
    "traffic": "Switch traffic",
    "verify": "Verify and release",
}
WORDS = {
    "detect_decide": "Detect and decide",
    "restore": "Restore the database",
    "provision": "Provision the application, with secrets and configuration",
    "traffic": "Switch traffic: DNS, its time to live, propagation",
    "verify": "Verify data, files, integrations, bots",
}


def drawing(found: RecoveryChoice, counted: LevelTimes) -> dict[str, Any]:
    """Rows, ticks and target in percent of the width; texts in words."""
    target, longest = found.target_rto_minutes, counted.rto.p90
    drawn = target <= FAR * longest
    last = max(longest, target if drawn else 0.0)
    step = next((one for one in TICKS if last / one <= MOST_TICKS), TICKS[-1])
    width = step * (int(last / step) + 1)
    rows = [_row(place, timed, width) for place, timed in enumerate(counted.timeline)]
    bottom = TOP + ROW * len(rows)
    return {
        "height": bottom + BELOW,
        "bottom": bottom,
        "ticks": [_tick(minutes, width) for minutes in range(0, width, step)],
        "rows": rows,
        "confident": {"x": _share(counted.rto.confident, width), "text": fmt.minutes(counted.rto.confident)},
        "target": {"x": _share(target, width), "text": fmt.minutes(target)} if drawn else None,
        "summary": _summary(found, counted),
    }


def _row(place: int, timed: TimedStep, width: float) -> dict[str, Any]:
    """Bar: from the median begin to the median end; whisker: P10 to P90 of the end."""
    y = TOP + ROW * place
    begins, done = timed.begins.p50, timed.done.p50
    return {
        "label": f"{place + 1}. {STEPS[timed.step]}",
        "takes": fmt.minutes_between(timed.takes.p10, timed.takes.p90),
        "x": _share(begins, width),
        "width": _share(done - begins, width),
        "low": _share(timed.done.p10, width),
        "high": _share(timed.done.p90, width),
        "text_y": y + LABEL_ABOVE,
        "y": y + LABEL_ABOVE * 2,
        "middle": y + LABEL_ABOVE * 2 + BAR // 2,
        "height": BAR,
    }


def _tick(minutes: int, width: float) -> dict[str, Any]:
    text = f"{minutes // fmt.MINUTES_AN_HOUR} h" if width > 2 * fmt.MINUTES_AN_HOUR else f"{minutes} min"
    return {"x": _share(minutes, width), "text": text if minutes else "0", "first": not minutes}


def _share(minutes: float, width: float) -> str:
    return f"{100 * minutes / width:.2f}%"


def _summary(found: RecoveryChoice, counted: LevelTimes) -> str:
    return (
        f"{counted.label}: back after {fmt.minutes(counted.rto.p50)} at the median, {between(counted.rto)} in 80 of "
        f"100 futures; the target is {fmt.minutes(found.target_rto_minutes)}."
    )


def between(span: Span) -> str:
    """P10 to P90 in words."""
    return fmt.minutes_between(span.p10, span.p90)
