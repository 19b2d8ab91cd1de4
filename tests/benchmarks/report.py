"""Figures to Markdown, put into README.md between the markers of their topic."""

from __future__ import annotations

import re
from pathlib import Path

from tests.benchmarks.figures import Figure, write_value
from tests.benchmarks.machine import moment

README = Path(__file__).with_name("README.md")


def write_section(topic: str, title: str, content: list) -> str:
    """Put a table of figures, or lines of text, in place of what the topic's markers enclose; gives it back."""
    lines = _table(content) if isinstance(content[0], Figure) else [f"- {line}" for line in content]
    text = "\n".join([f"### {title}", "", *lines])
    pattern = rf"(<!-- {topic} -->\n).*?(<!-- /{topic} -->)"
    page, found = re.subn(pattern, lambda match: f"{match[1]}{text}\n{match[2]}", README.read_text("utf-8"), flags=re.S)
    if not found:
        raise ValueError(f"{README.name} has no markers <!-- {topic} --> and <!-- /{topic} -->.")
    README.write_text(page, "utf-8")
    return text


def _table(figures):
    return ["| | median | target | runs | |", "| --- | ---: | --- | ---: | --- |", *map(_row, figures), "", moment()]


def _row(figure):
    cells = (figure.name, write_value(figure.value) + _space(figure.unit), _target(figure), figure.runs, figure.note)
    return f"| {' | '.join(map(str, cells))} |"


def _space(unit):
    return f" {unit}" if unit else ""


def _target(figure):
    if figure.is_met is None:
        return ""
    bound = f"< {write_value(figure.limit)}" if figure.limit is not None else f">= {write_value(figure.least)}"
    return f"{bound}{_space(figure.unit)}: {'met' if figure.is_met else '**missed**'}"
