"""What a file to be imported is, and what it would change, in lines of words."""

from __future__ import annotations

from geodata.changes import Change
from geodata.importers.reading import Import

_EDITED = {False: "The records are as they were exported (their SHA-256 is the same).",
           True: "The records were edited since they were exported (their SHA-256 is another).",
           None: "Whether the records were edited since they were exported cannot be told."}


def describe_import(found: Import) -> list[str]:
    """What the file is, whether it was edited, and what is worth knowing besides."""
    origin = [f"{key.replace('_', ' ')} {found.facts[key]}" for key in ("data_version", "made_on", "language")
              if key in found.facts]
    lines = [", ".join([f"{found.name}: {found.format}", f"{len(found.gdf)} records", *origin]), _EDITED[found.edited]]
    return lines + [f"remark: {remark}" for remark in found.remarks]


def count_changes(found: Import, changes: list[Change]) -> str:
    """How many records are new, changed, and the same as in the catalogue."""
    added = sum(change.what == "added" for change in changes)
    changed = len({change.record for change in changes if change.what == "changed"})
    return f"{added} added, {changed} changed, {len(found.gdf) - added - changed} the same."
