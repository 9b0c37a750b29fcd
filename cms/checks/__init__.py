"""System checks that tell a plugin's author what its content types lack, and how to mend it.

docs/plugins.md lists them.
"""

from cms.checks.absent_types import check_absent_types
from cms.checks.content_types import check_content_types, check_pages_outside
from cms.checks.declared_filters import check_filters
from cms.checks.endpoints import check_endpoints
from cms.checks.templates import check_templates
from cms.checks.uploads import check_uploads
from cms.checks.values import check_values

__all__ = [
    "check_absent_types",
    "check_content_types",
    "check_endpoints",
    "check_filters",
    "check_pages_outside",
    "check_templates",
    "check_uploads",
    "check_values",
]
