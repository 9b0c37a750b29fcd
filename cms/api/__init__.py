"""The page API at /api/v2/, wire-compatible with Wagtail's API v2."""
