"""A page answered at its URL: negotiation, HTML, JSON, Markdown."""
