"""Importing tables of enterprises and people: read, guess the columns, look, confirm, run."""

from center.base.spreadsheets.columns import Column
from entrepreneurs.services.importing.analysis import Planned, analyse
from entrepreneurs.services.importing.columns import columns_of, guess_columns
from entrepreneurs.services.importing.running import (
    RUN_AT_ONCE,
    begin_import,
    choose_columns,
    confirm_import,
    forget_old_drafts,
    forget_old_reports,
    run_import,
)

__all__ = [
    "RUN_AT_ONCE",
    "Column",
    "Planned",
    "analyse",
    "begin_import",
    "choose_columns",
    "columns_of",
    "confirm_import",
    "forget_old_drafts",
    "forget_old_reports",
    "guess_columns",
    "run_import",
]
