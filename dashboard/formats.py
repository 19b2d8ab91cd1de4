"""Every format of the Download menu in one table: those of `geodata.export`, the map to keep, the printed maps.

`SLOW` are made in the background where the page asks for them; so is every file of more than `MANY` records.
"""

from dashboard import printing, takeaway
from geodata.export import EXPORTS, Format

SLOW = ("zip", "html", "pdf", "png", "svg")
MANY = 5_000  # records; fewer take under a second in every format that is not slow
FORMATS: dict[str, Format] = EXPORTS | takeaway.FORMATS | printing.FORMATS
