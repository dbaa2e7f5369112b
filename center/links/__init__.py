"""Signed links by which people come back to what is theirs, a file per domain."""
