"""At most so many large files at once on this machine, whichever process makes them.

A slot is a lock on a small file, which the system gives back by itself when a process ends or is ended.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    def _take(file):
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    def _take(file):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BusyError(RuntimeError):
    """As many large files as may be are being made already."""


@contextmanager
def take_slot(folder: Path, most: int):
    """Hold one of `most` slots until the block ends. Raises BusyError at once if none is free."""
    folder.mkdir(parents=True, exist_ok=True)
    file = next(filter(None, (_lock(folder / f"slot-{n}.lock") for n in range(most))), None)
    if file is None:
        raise BusyError
    with file:
        yield


def has_free_slot(folder: Path, most: int) -> bool:
    """Whether a slot is free just now."""
    try:
        with take_slot(folder, most):
            return True
    except BusyError:
        return False


def _lock(path):
    """The open and locked file; None if somebody else holds it."""
    file = path.open("ab")
    try:
        _take(file)
    except OSError:
        file.close()
        return None
    return file
