"""Colours for formats that carry a style of their own (KML, GeoPackage). The tables are the caller's."""

from __future__ import annotations

from dataclasses import dataclass, field

OTHER = "#7A7F87"


@dataclass(frozen=True)
class Look:
    """Colours as #RRGGBB: of points by sector code, of lines by kind, with each kind's width against a road's."""

    sectors: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)

    def point_colour(self, sector: str) -> str:
        """The colour of a site; grey for a sector without one."""
        return self.sectors.get(sector, OTHER)

    def line_colour(self, kind: str) -> str:
        """The colour of a line; grey for a kind without one."""
        return self.lines.get(kind, OTHER)

    def line_width(self, kind: str) -> float:
        """The width of a line, in widths of a road."""
        return self.widths.get(kind, 1.0)


GREY_LOOK = Look()
