"""The atlas's own CSV and GeoJSON exports, perhaps edited since, back into records of the catalogue.

`read_export` reads a whole file or none of it, and writes nothing. What a format cannot carry (the sources of a
CSV are one line of words) comes from the catalogue's own record wherever the file still says the same.
"""

from geodata.importers.reading import Import, read_export
from geodata.importers.report import count_changes, describe_import

__all__ = ["Import", "count_changes", "describe_import", "read_export"]
