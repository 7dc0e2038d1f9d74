"""Static files under hashed names in production, ES-module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Hash names and follow ``import`` in our own modules only.

    Django's module support reads every script, and stumbles over those of other packages (the
    admin's among them), so their imports are left alone.
    """

    support_js_module_import_aggregation = True

    def url_converter(self, name, hashed_files, template=None):
        """Rewrite nothing in a script that is not ours."""
        if name.endswith(".js") and not name.startswith("js/"):
            return lambda match: match.group(0)
        return super().url_converter(name, hashed_files, template)
