"""What visitors say of a page: whether it was useful, and what could be better. No cookie, no
script and no address of theirs is kept.
"""
