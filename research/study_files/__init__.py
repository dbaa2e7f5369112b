"""The files of a release, each made of the study alone: the same study gives the same bytes.

    FORMATS     what there is to download, in the order in which the page offers it
    file_name   what a file is called
    dcat, schema_org   how catalogues and search engines meet them

Each module of a format has `write(study, language)`, for "sr", "sr-latn" or "en". All of them hold a temporary file or
the whole result in memory, so they belong into the worker or a cache where a study has many rows.
"""

from research.study_files.catalog import dcat_dataset, schema_org
from research.study_files.formats import FORMATS, Format, file_name

__all__ = ["FORMATS", "Format", "dcat_dataset", "file_name", "schema_org"]
