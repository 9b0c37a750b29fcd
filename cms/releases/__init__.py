"""Releases: pages that go live, or are taken down, together."""
