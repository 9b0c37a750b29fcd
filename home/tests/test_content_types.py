from datetime import date

from cms.testing import ContentTypeContract
from home.models import AccessibilityStatementPage, HomePage, SectionPage, StandardPage


class TestHomePage(ContentTypeContract):
    model = HomePage


class TestSectionPage(ContentTypeContract):
    model = SectionPage


class TestStandardPage(ContentTypeContract):
    model = StandardPage


class TestAccessibilityStatementPage(ContentTypeContract):
    model = AccessibilityStatementPage

    @classmethod
    def sample(cls) -> dict:
        """A date of review that fits the other; the sample's first compliance is "fully"."""
        days = {"prepared_on": date(2026, 9, 1), "reviewed_on": date(2026, 11, 1)}
        return days | {"compliance": "partial"}
