"""Why two records cannot be merged, or a merge not undone; a sentence for the person."""


class MergeRefused(Exception):  # noqa: N818 -- read as a sentence: raise MergeRefused("…")
    """The merge or its undoing does not fit the records as they are now."""
