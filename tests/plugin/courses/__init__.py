"""Courses with modules. `requires` names the apps of other packages that it needs."""

requires = ["wagtailmedia", "wagtail_footnotes"]
