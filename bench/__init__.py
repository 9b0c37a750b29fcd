"""How fast the site is, beside stock Wagtail and beside a view that only reads: `make bench`.

`__main__` says what is done in which order; `scenarios` what is asked for; `peers/` is what we
compare with. All of it happens in databases and folders of its own, which are removed at the end.
"""
