from cms.blocks import BodyField
from cms.models.checked_pages import CheckedPage, StoredFinding
from cms.models.content_page import ContentPage
from cms.models.index_page import IndexPage
from cms.models.named_versions import NamedVersion
from cms.models.persons import Person
from cms.models.reusable_texts import ReusableText
from cms.models.site_settings import SiteSettings
from cms.models.terms import Term
from cms.models.topics import Topic
from cms.models.trash import TrashedPage
from cms.models.withdrawals import Withdrawal

__all__ = [
    "BodyField",
    "CheckedPage",
    "ContentPage",
    "IndexPage",
    "NamedVersion",
    "Person",
    "ReusableText",
    "SiteSettings",
    "StoredFinding",
    "Term",
    "Topic",
    "TrashedPage",
    "Withdrawal",
]
