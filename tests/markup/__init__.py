"""Whether what the site sends is valid and its links lead somewhere: `python -m tests.markup`."""
