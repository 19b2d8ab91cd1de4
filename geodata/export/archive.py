"""Several files as one ZIP archive, with the day of the export instead of the clock's."""

from __future__ import annotations

import io
import zipfile
from datetime import date


def pack_files(files: dict[str, bytes], made_on: date) -> bytes:
    """The files by name, in the order given; the same files and day give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (made_on.year, made_on.month, made_on.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, on every system
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
