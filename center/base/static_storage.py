from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Names with a hash, compressed once at collection.

    Before anything was collected (tests, development) files keep their plain addresses; afterwards a name that
    is not among the collected ones is an error.
    """

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        stored: str = super().stored_name(name)
        return stored
