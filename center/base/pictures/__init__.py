"""Uploaded pictures are never served as they came: read within limits, and only their pixels written anew.

`reading` opens an upload, `logos` makes the one file of an office's mark, `sizes` the cuts, widths and formats of a
photo, `storing` keeps those under random names.
"""

from center.base.pictures.logos import MOST_BYTES, reencode

__all__ = ["MOST_BYTES", "reencode"]
