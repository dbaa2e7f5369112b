"""Leaf package: scripts, phones, abstract models, registries. Imports Django and libraries only."""
