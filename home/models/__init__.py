from home.models.accessibility_statement import AccessibilityStatementPage
from home.models.fronts import HomePage, SectionPage
from home.models.granted_permissions import GrantedPermission
from home.models.standard_page import StandardPage

__all__ = [
    "AccessibilityStatementPage",
    "GrantedPermission",
    "HomePage",
    "SectionPage",
    "StandardPage",
]
