from cms.testing import ContentTypeContract
from news.models import NewsIndexPage, NewsPage


class TestNewsPage(ContentTypeContract):
    model = NewsPage


class TestNewsIndexPage(ContentTypeContract):
    model = NewsIndexPage
