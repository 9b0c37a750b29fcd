"""The trash: deleted pages lie below a page of their own until they are deleted for good.

That page belongs to no site and has a view restriction that lets nobody in, so what lies below it
is closed at every door by the rules that hold of all pages. In the admin nobody may do anything
with it (`permissions.py`) but what the trash itself offers.
"""
