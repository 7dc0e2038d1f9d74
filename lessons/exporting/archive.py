"""A pack as one zip: the same files always make the same bytes."""

import io
import zipfile
from collections.abc import Mapping

_STAMP = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can tell
_UNIX = 3
_MODE = 0o644 << 16


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of the files, by name, without a trace of when and where it was made.

    What is inside is the same bytes everywhere. How it is compressed is up to the machine's zlib.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            archive.writestr(entry, files[name], compresslevel=9)
    return target.getvalue()
