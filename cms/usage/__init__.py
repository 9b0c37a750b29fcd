"""Where something is used, said the same way everywhere, and what may be done about it.

`places` finds where a person, a topic, an image, a document or a page is used, in live pages and
drafts; `told` says which of it an account is told; `protection` keeps from deletion what something
live shows, `replacing` puts another in its place, and `views` are the admin's addresses for both.
"""
