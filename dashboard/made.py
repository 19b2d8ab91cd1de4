"""Files that are ready to be fetched: where they wait, under what name nobody can guess, and for how long.

Each lies alone in a folder named by its token, and appears there at once or not at all.
"""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

from dashboard.logs import log_event

KEPT_SECONDS = 3600
MOST_BYTES = 2 * 1024**3  # of all files that wait; past it the oldest go first
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_UNFINISHED = ".part"
_WRITING_SECONDS = 60  # then whoever was writing has been ended


def made_folder(settings) -> Path:
    """Where finished files wait."""
    return writable_folder(settings.data_dir) / "exports"


def slots_folder(settings) -> Path:
    """Where the slots of `slots.py` are."""
    return writable_folder(settings.data_dir) / "jobs"


@cache
def writable_folder(folder: Path) -> Path:
    """The folder, made if need be; a temporary one of this process where nothing may be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        other = Path(tempfile.mkdtemp(prefix="belt-road-atlas-"))
        log_event("data_dir_not_writable", 30, data_dir=folder, error=str(error), instead=other)
        return other


def keep_file(folder: Path, name: str, data: bytes) -> str:
    """Put a file where it can be fetched; gives its token."""
    sweep(folder)
    token = secrets.token_urlsafe(32)
    unfinished = folder / f"{token}{_UNFINISHED}"
    unfinished.mkdir(parents=True)
    (unfinished / name).write_bytes(data)
    unfinished.rename(folder / token)
    return token


def find_file(folder: Path, token: str) -> Path | None:
    """The file of a token; None if there is none (any more)."""
    sweep(folder)
    if not _TOKEN.fullmatch(token) or not (folder / token).is_dir():
        return None
    return next((folder / token).iterdir(), None)


def sweep(folder: Path, now: float | None = None) -> None:
    """Remove files that have waited for an hour, and the oldest while all take more room than they may."""
    now, total = time.time() if now is None else now, 0
    for age, entry in sorted((now - changed, entry) for entry, changed in _entries(folder)):
        total += sum(file.stat().st_size for file in entry.glob("*"))
        unfinished = entry.suffix == _UNFINISHED
        if age > (_WRITING_SECONDS if unfinished else KEPT_SECONDS) or (total > MOST_BYTES and not unfinished):
            shutil.rmtree(entry, ignore_errors=True)


def _entries(folder):
    """Each entry with the time it was made; another process may sweep at the same moment."""
    for entry in folder.iterdir() if folder.is_dir() else ():
        try:
            yield entry, entry.stat().st_mtime
        except FileNotFoundError:
            continue
