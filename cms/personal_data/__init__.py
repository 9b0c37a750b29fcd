"""What the site knows of one person: told to them, and erased where they ask for it.

Accounts and persons are found by their rows; names and addresses in texts by their words.
"""
