from home.models.accessibility_statement import AccessibilityStatementPage
from home.models.fronts import HomePage, SectionPage
from home.models.standard_page import StandardPage

__all__ = ["AccessibilityStatementPage", "HomePage", "SectionPage", "StandardPage"]
