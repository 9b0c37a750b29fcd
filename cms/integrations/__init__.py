"""Other systems that are told what changes: webhooks, each a cursor in the log of publications."""
