"""Checks of the configuration, each with an id and a hint that names the fix.

`settings` rules look at values only; they are asked by every command, and by web and worker at each start
(`center.starting`). `place` rules look at folders and the database and are asked by `check --deploy --database
default`; those about folders at each start too. Nothing of it is asked of the demo but what could hurt others.
"""

from center.checks import addresses, backups, files, letters, network, records, secrets, server

__all__ = ["addresses", "backups", "files", "letters", "network", "records", "secrets", "server"]
