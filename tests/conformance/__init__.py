"""Wagtail's own tests of its API v2, unmodified, on our endpoints: `python -m tests.conformance`.

`differences.toml` lists the tests that may fail, each under a reason; docs/api-compatibility.md
says the same to people. A test that fails without a reason, or passes in spite of one, is an error.
"""
