"""The admin of the research, one file per subject."""

from research.admin import questionnaires, surveys

__all__ = ["questionnaires", "surveys"]
