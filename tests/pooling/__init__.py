"""The site behind a pooler of sessions: `python -m tests.pooling`."""
