"""Persons and enterprises: the ones everyone serves."""
