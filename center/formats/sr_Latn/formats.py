"""The same as in Cyrillic."""

from center.formats.sr.formats import *  # noqa: F403 -- one list of formats for both scripts
