"""The API's documentation for people, at /api/docs/: the OpenAPI document and the site's own
content as a page.
"""
