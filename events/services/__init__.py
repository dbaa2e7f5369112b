"""Verbs of the events, a module for each kind of record."""
