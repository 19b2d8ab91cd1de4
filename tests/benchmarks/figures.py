"""One measured figure, and how times are taken: medians of several runs, never a single one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the report. `limit` is the most it may be, `least` the least; both in the figure's unit."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    least: float | None = None
    runs: int = 1
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.limit is None and self.least is None:
            return None
        return (self.limit is None or self.value < self.limit) and (self.least is None or self.value >= self.least)


def time_ms(action: Callable[[], object], runs: int = 9, warm_up: int = 1) -> list[float]:
    """Milliseconds that each of so many calls takes, after some that do not count."""
    for _ in range(warm_up):
        action()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        times.append((time.perf_counter() - began) * 1000)
    return times


def median_figure(name: str, values: list[float], unit: str = "ms", **more) -> Figure:
    """The median of some values, with the slowest in the note."""
    note = "; ".join(filter(None, [more.pop("note", ""), f"slowest {write_value(max(values))} {unit}"]))
    return Figure(name, statistics.median(values), unit, runs=len(values), note=note, **more)


def write_value(value: float) -> str:
    """A number with as many digits as it deserves: 0.43, 4.3, 43, 4,321."""
    digits = 0 if abs(value) >= 20 or value == int(value) else 1 if abs(value) >= 1 else 2
    return f"{value:,.{digits}f}"
