"""The work with media in the admin."""

from center.admin.press import contacts, coverage, deliveries, kit, releases, requests

__all__ = ["contacts", "coverage", "deliveries", "kit", "releases", "requests"]
