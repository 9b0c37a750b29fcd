"""What the site is compared with, on the same page tables and under the same settings.

`api`: Wagtail's own API v2. `pages`: pages as plain Wagtail serves them, by templates that read
models. `bare`: a view that does no more than read what the site answered, in one query.
"""
