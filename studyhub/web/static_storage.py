"""Static files in production: without comments, under hashed names, imports included."""

import re
from collections.abc import Iterator
from typing import Any

import rjsmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Minify our own styles and scripts, hash names, and follow ``import`` in our own modules.

    Whoever reads the source has its comments; a phone on a slow network need not fetch them.
    Django's module support reads every script, and stumbles over those of other packages (the
    admin's among them), so their imports are left alone.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options) -> Iterator:
        """Minify what was collected before it is hashed. Minifying twice changes nothing."""
        if not dry_run:
            for name in paths:
                self._minify(name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _minify(self, name: str) -> None:
        with self.open(name) as collected:
            source = collected.read()
        small = minified(name, source.decode()) if is_own(name) else None
        if small is not None and small.encode() != source:
            self.delete(name)
            self._save(name, ContentFile(small.encode()))

    def url_converter(self, name, hashed_files, template=None):
        """Rewrite nothing in a script that is not ours."""
        if name.endswith(".js") and not is_own(name):
            return lambda match: match.group(0)
        return super().url_converter(name, hashed_files, template)


def is_own(name: str) -> bool:
    """Tell whether a style or script is ours, and not of the admin or another package."""
    return (name.startswith("css/") and name.endswith(".css")) or (
        name.startswith("js/") and name.endswith(".js")
    )


def minified(name: str, text: str) -> str:
    """Return one of our styles or scripts as it is served in production.

    Of styles only comments, indents and empty lines go: the minifiers at hand take the space before
    ``:is()`` for needless and so change what it selects. tests/browser/test_collected.py holds
    every file to meaning the same.
    """
    if name.endswith(".js"):
        return str(rjsmin.jsmin(text))
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
