"""Texts of packages that people see here and whose Serbian is missing, stiff, wrong or in the wrong case.

Named here, they are collected into our catalogue, which comes before those of the packages; nothing imports these
lists. A text that a new version of a package words differently falls back to the Serbian of the package.
"""
