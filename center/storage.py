from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Names with a hash, compressed once; a file that nobody collected gives its plain address in tests."""

    manifest_strict = False
