"""What readers and editors meet while parts of a running site fail: `python -m tests.outages`."""
