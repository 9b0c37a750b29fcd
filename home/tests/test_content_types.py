from cms.testing import ContentTypeContract
from home.models import HomePage, SectionPage, StandardPage


class TestHomePage(ContentTypeContract):
    model = HomePage


class TestSectionPage(ContentTypeContract):
    model = SectionPage


class TestStandardPage(ContentTypeContract):
    model = StandardPage
