"""Static files: hashed, compressed, and never the reason why a page fails."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingStorage(CompressedManifestStaticFilesStorage):
    """A file that was not collected, as Bootstrap where npm could not fetch it, leaves the page bare and not broken."""

    def stored_name(self, name: str) -> str:
        try:
            return super().stored_name(name)
        except ValueError:
            return name
