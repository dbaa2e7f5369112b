"""The admin of the research, one file per subject."""

from research.admin import questionnaires, releases, surveys, weightings

__all__ = ["questionnaires", "releases", "surveys", "weightings"]
