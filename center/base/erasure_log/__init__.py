"""What was erased or ended, so that a restored backup does not bring it back; docs/backup.md tells how.

A record names rows, never what they said. It is written in the transaction of the deed (`erasure_notes`, and `triggers`
for whatever is deleted), copied to a file outside the database (`file`), and done again after a restore (`verbs`).
"""
