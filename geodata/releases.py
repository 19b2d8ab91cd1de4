"""What each released version of the catalogue held, so that an old link can be told what changed since.

`catalogue/releases.json` keeps, for each data version, a short hash of every record. It is no part of the
content that the data version is a hash of. `python -m geodata release` adds the present version.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geodata.loading import CATALOGUE_DIR, load_catalogue
from geodata.writing import format_json

FILE = "releases.json"


@dataclass(frozen=True)
class Difference:
    """Ids of the records that came, went or changed between two versions."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def data_version(about: dict, content_hash: str) -> str:
    """Date of the last release of the data and the beginning of its content's SHA-256."""
    return f"{about.get('released', 'undated')}-{content_hash[:8]}"


def hash_records(folder: Path = CATALOGUE_DIR) -> dict[str, str]:
    """Eight hexadecimal digits for each record's file, by id (the file's name)."""
    return {path.stem: hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:8]
            for path in sorted(Path(folder).glob("*/*.geojson"))}


def read_releases(folder: Path = CATALOGUE_DIR) -> dict[str, dict[str, str]]:
    """Data version -> {record id: hash}, oldest first; empty if nothing was released yet."""
    path = Path(folder) / FILE
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def changes_since(version: str, folder: Path = CATALOGUE_DIR) -> Difference | None:
    """What changed from a released version to the present files; None for a version not recorded."""
    old = read_releases(folder).get(version)
    return None if old is None else compare_hashes(old, hash_records(folder))


def compare_hashes(old: dict[str, str], new: dict[str, str]) -> Difference:
    """The difference between two versions' hashes."""
    both = sorted(set(old) & set(new))
    return Difference(tuple(sorted(set(new) - set(old))), tuple(r for r in both if old[r] != new[r]),
                      tuple(sorted(set(old) - set(new))))


def make_release(day: date, folder: Path = CATALOGUE_DIR) -> str:
    """Date the catalogue, and record what it holds; the data version is returned."""
    folder = Path(folder)
    about = json.loads((folder / "about.json").read_text("utf-8")) | {"released": day.isoformat()}
    (folder / "about.json").write_text(format_json(about) + "\n", "utf-8")
    version = data_version(about, load_catalogue(folder).content_hash)
    releases = read_releases(folder) | {version: hash_records(folder)}
    (folder / FILE).write_text(json.dumps(releases, indent=1) + "\n", "utf-8")
    return version
