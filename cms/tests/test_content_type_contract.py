from cms.testing import ContentTypeContract
from cms.tests.pages.models import ArticleIndexPage, ArticlePage, FrontPage


class TestArticlePage(ContentTypeContract):
    model = ArticlePage


class TestArticleIndexPage(ContentTypeContract):
    model = ArticleIndexPage


class TestFrontPage(ContentTypeContract):
    model = FrontPage
