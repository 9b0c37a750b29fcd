from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from cms.blocks.accordion import AccordionBlock
from cms.blocks.contact import ContactBlock
from cms.blocks.documents import DocumentsBlock
from cms.blocks.event_teaser import EventTeaserBlock
from cms.blocks.fact_box import FactBoxBlock
from cms.blocks.heading import HeadingBlock
from cms.blocks.image import ImageBlock
from cms.blocks.link_button import LinkButtonBlock
from cms.blocks.page_card import PageCardBlock
from cms.blocks.quote import QuoteBlock
from cms.blocks.reusable_text import ReusableTextBlock
from cms.blocks.stream_field import StreamField
from cms.blocks.table import TableBlock
from cms.blocks.text import TextBlock
from cms.blocks.video import VideoBlock


class BodyBlock(StreamBlock):
    """The body of a page, the same for every content type."""

    heading = HeadingBlock(group=_("Text"))
    text = TextBlock(group=_("Text"))
    quote = QuoteBlock(group=_("Text"))
    fact_box = FactBoxBlock(group=_("Text"))
    table = TableBlock(group=_("Text"))
    accordion = AccordionBlock(group=_("Text"))
    reusable_text = ReusableTextBlock(group=_("Text"))
    image = ImageBlock(group=_("Media"))
    video = VideoBlock(group=_("Media"))
    documents = DocumentsBlock(group=_("Media"))
    event_teaser = EventTeaserBlock(group=_("References"))
    page_card = PageCardBlock(group=_("References"))
    link_button = LinkButtonBlock(group=_("References"))
    contact = ContactBlock(group=_("References"))


class BodyField(StreamField):
    """The field of a page's body, which may be left empty. Unlike others it has its blocks within
    migrations too, as the code has them: they are the same for every type.
    """

    def __init__(self, block_types=None, **kwargs) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("verbose_name", _("body"))
        super().__init__(BodyBlock() if block_types is None else block_types, **kwargs)
