"""What Wagtail would load in every process without anybody having any use of it."""

import sys

from django.conf import settings

from cms.settings.unused import APP


def test_wagtails_api_of_version_3_is_not_loaded_as_it_is_not_installed():
    assert APP not in settings.INSTALLED_APPS
    assert "wagtail.contrib.redirects.apps" in sys.modules  # which registers with it
    assert "ninja" not in sys.modules  # what that API is made with
