"""Two web nodes behind nginx, restarted one after the other: `python -m tests.rolling`."""
