"""The admin of the research, one file per subject."""

from research.admin import questionnaires

__all__ = ["questionnaires"]
