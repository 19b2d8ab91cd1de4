"""What changed between two versions of the catalogue, record by record and field by field.

A version is a catalogue folder, or a Git revision of this repository's. `python -m geodata diff A B`.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from geodata.columns import STORED
from geodata.errors import GeodataError
from geodata.loading import CATALOGUE_DIR, load_catalogue
from geodata.records import is_known

MAX_VALUE = 160


@dataclass(frozen=True)
class Change:
    """One record that came, went, or has another value in a field."""

    record: str
    what: str
    field: str = ""
    before: str = ""
    after: str = ""

    def __str__(self):
        if self.what != "changed":
            return f"{self.record}: {self.what}"
        return f"{self.record}: {self.field}: {self.before or 'not known'} -> {self.after or 'not known'}"


def compare_versions(before: str | Path, after: str | Path) -> list[Change]:
    """The changes from one version to another, by record. Raises GeodataError for an unknown version."""
    return compare_rows(_read_version(before), _read_version(after))


def compare_rows(old: dict[str, dict], new: dict[str, dict]) -> list[Change]:
    """The same for records as rows of a raw frame, by id."""
    changes = [Change(record, "removed") for record in sorted(set(old) - set(new))]
    changes += [Change(record, "added") for record in sorted(set(new) - set(old))]
    for record in sorted(set(old) & set(new)):
        changes += _compare_record(record, old[record], new[record])
    return changes


def _compare_record(record, old, new):
    for field in (*STORED, "geometry"):
        before, after = _text(old.get(field)), _text(new.get(field))
        if before != after:
            yield Change(record, "changed", field, _shorten(before), _shorten(after))


def _read_version(version):
    if Path(version).is_dir():
        return _records(Path(version))
    with tempfile.TemporaryDirectory() as folder:
        _extract_revision(str(version), Path(folder))
        return _records(Path(folder))


def _records(folder):
    return {row["id"]: row for row in load_catalogue(folder).gdf.to_dict("records")}


def _extract_revision(revision, folder):
    """Write the catalogue as it stood at a Git revision into a folder."""
    if revision.startswith("-"):
        raise GeodataError(f"{revision!r} is neither a catalogue folder nor a Git revision.")
    root = CATALOGUE_DIR.parent.parent
    inside = CATALOGUE_DIR.relative_to(root).as_posix()
    done = subprocess.run(["git", "archive", f"{revision}:{inside}"], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise GeodataError(f"{revision!r} is neither a catalogue folder nor a Git revision that has {inside} "
                           f"({done.stderr.decode(errors='replace').strip()}).")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def _text(value):
    if isinstance(value, list | dict):
        return str(value)
    return str(value) if is_known(value) else ""


def _shorten(text):
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "\u2026"
