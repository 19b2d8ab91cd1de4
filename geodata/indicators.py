"""The initiative in figures: dated headline figures and series by year, never mixing who counted.

A figure is a dict of the catalogue's `indicators.json`. A series is a run of figures with one `series` name;
its lines are kept apart by `basis` (Chinese customs, the partner's statistics, the Eurasian Development
Bank, ...), because these differ by multiples.
"""

from __future__ import annotations

from dataclasses import dataclass

CHARTS = {
    "trains": ("cet-trains",),
    "trade_ca5": ("trade-cn-ca5", "trade-edb-ca5"),
    "trade_KAZ": ("trade-cn-kaz", "trade-nat-kaz", "trade-edb-kaz"),
    "trade_KGZ": ("trade-cn-kgz", "trade-nat-kgz"),
    "trade_TJK": ("trade-cn-tjk", "trade-nat-tjk"),
    "trade_TKM": ("trade-cn-tkm", "trade-edb-tkm"),
    "trade_UZB": ("trade-cn-uzb", "trade-nat-uzb", "trade-edb-uzb"),
}
SIDE = {"chinese_customs": "chinese", "derived": "chinese", "china_railway": "chinese", "national": "partner",
        "edb": "edb"}


@dataclass(frozen=True)
class Line:
    """One line of a chart: who counted, and (year, value, figure) in the order of years.

    Derived values (worked out from growth rates the Chinese side published) stand on the Chinese line and
    are marked by the figure's own `basis`.
    """

    side: str
    points: tuple[tuple[int, float, dict], ...]


def headline_figures(indicators: list[dict]) -> list[tuple[dict, list[dict]]]:
    """The figures of the founding articles, each with the figures that disagree with it or bear on it."""
    by_id = {figure["id"]: figure for figure in indicators}
    return [(figure, [by_id[other] for other in figure.get("compare", ()) if other in by_id])
            for figure in indicators if figure["in_brief"] and not figure.get("series")]


def chart_lines(indicators: list[dict], chart: str) -> list[Line]:
    """The lines of a chart, one for each side that counted; years without a value are left out."""
    sides = {}
    for figure in indicators:
        if figure.get("series") in CHARTS[chart] and figure["value"] is not None:
            sides.setdefault(SIDE[figure["basis"]], []).append((figure["year"], float(figure["value"]), figure))
    return [Line(side, tuple(sorted(points, key=lambda point: point[0])))
            for side, points in sorted(sides.items(), key=lambda item: list(SIDE.values()).index(item[0]))]
