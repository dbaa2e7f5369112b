"""Commands of the portal; `python manage.py demo` starts everything on this machine."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from center.base.local_environment import local_environment


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "center.settings")
    with local_environment(Path(__file__).resolve().parent, sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
