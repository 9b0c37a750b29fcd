"""Persons and topics at addresses of their own: who they are, and the pages that show them."""
