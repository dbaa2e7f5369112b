"""The codebook in DDI-Codebook 2.5, the format of social science archives (ddialliance.org, schema of 2012-01-17).

The order of the elements is that of the schema. Texts stand in the language asked for and, where the schema takes
several, in English or Serbian beside it, each with its `xml:lang`.
"""

from research.study_files.ddi.codebook import MEDIA_TYPE, SUFFIX, write

__all__ = ["MEDIA_TYPE", "SUFFIX", "write"]
