"""Where the links of pages lead: to pages, documents and addresses of the site (`objects`,
`own_addresses`), and to other sites, which are asked now and then (`due`, `one_address`).

`found` finds the links, `checks` are what the checklist says of them, `dead_links` is the report of
the dead ones.
"""
