"""Texts of Wagtail's that editors meet with our rules, and that its own Danish catalogue lacks.

They are collected here so that they get into our catalogue, which takes precedence over Wagtail's
because the app stands before Wagtail's in INSTALLED_APPS.
"""

from django.utils.translation import gettext_noop

SLUG_TAKEN = [
    gettext_noop("The slug '%(page_slug)s' is already in use within the parent page."),
    gettext_noop(
        "The slug '%(page_slug)s' is already in use within the parent page at "
        "'%(parent_url_path)s'."
    ),
]
