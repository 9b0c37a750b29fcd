"""Caches in front of the site, which are told what changes: they drop what shows it."""
