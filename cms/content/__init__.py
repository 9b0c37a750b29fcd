"""All that a plugin imports of the core to bring content types; nothing else is promised.

docs/plugins.md shows each with an example, and a change of any comes with a note. Four parts have
a module of their own: `cms.content.admin` can't be loaded before the models are, and
`cms.content.views`, `cms.content.api` and `cms.content.search` are for the few apps that answer at
addresses of their own, in the API too, or search. In tests there is `cms.testing`.
"""

from cms import periods
from cms.blocks.person import PersonChooserBlock
from cms.blocks.stream_field import MigrateBlocks, StreamField
from cms.blocks.text import TEXT_FEATURES, TextBlock
from cms.checklist.checks import DocumentsTagged, Filled, ImagesDescribed
from cms.checklist.contents import pieces
from cms.checklist.findings import Check, Finding, Severity
from cms.checklist.text_checks import Capitals, HeadingOrder, LinkTexts, Readability
from cms.copies.dated import DatedCopy
from cms.copies.page_templates import make_templates
from cms.danish import dates
from cms.danish.sorting import danish_sort_key
from cms.delivery.feed_entries import Entry
from cms.delivery.feeds import Feed, FeedHead, chosen_filters
from cms.delivery.leaving_out import written
from cms.delivery.published import cards_of
from cms.delivery.structured_data import ORGANISATION
from cms.delivery.teasers import section_teasers
from cms.editing.applying import applies_when
from cms.editing.persons_at_once import takes_several_persons
from cms.kinds import BlockKind, FieldKind, Member, register
from cms.kinds.nodes import Timed
from cms.kinds.serializers import TimedField
from cms.links.checks import ExternalLinks, LinksLead
from cms.lists import (
    ChoiceFilter,
    Filter,
    OptionsFilter,
    PageFilter,
    PeriodFilter,
    ShownFilter,
    TermFilter,
    TextFilter,
    Value,
    YearFilter,
)
from cms.lists.narrowing import chosen, narrowed
from cms.media.extraction import read as read_document
from cms.media.models import Document, Image
from cms.media.renditions import make as make_renditions
from cms.models import (
    BodyField,
    ContentPage,
    IndexPage,
    Person,
    SiteSettings,
    Term,
    Topic,
)
from cms.models.content_page import TEXT_CHECKS
from cms.models.tree import children_of, descendants_of, of_site
from cms.plugins import content_types
from cms.problems import BadQuery, UnknownObject
from cms.publications.plans import this_minute
from cms.publications.sql_forms import Parameter
from cms.representations import ReferenceField, with_origin
from cms.site.front_entries import latest_below, section_entries
from cms.values.texts import line
from cms.visibility import listed, outside_templates, visible

__all__ = [
    "ORGANISATION",
    "TEXT_CHECKS",
    "TEXT_FEATURES",
    "BadQuery",
    "BlockKind",
    "BodyField",
    "Capitals",
    "Check",
    "ChoiceFilter",
    "ContentPage",
    "DatedCopy",
    "Document",
    "DocumentsTagged",
    "Entry",
    "ExternalLinks",
    "Feed",
    "FeedHead",
    "FieldKind",
    "Filled",
    "Filter",
    "Finding",
    "HeadingOrder",
    "Image",
    "ImagesDescribed",
    "IndexPage",
    "LinkTexts",
    "LinksLead",
    "Member",
    "MigrateBlocks",
    "OptionsFilter",
    "PageFilter",
    "Parameter",
    "PeriodFilter",
    "Person",
    "PersonChooserBlock",
    "Readability",
    "ReferenceField",
    "Severity",
    "ShownFilter",
    "SiteSettings",
    "StreamField",
    "Term",
    "TermFilter",
    "TextBlock",
    "TextFilter",
    "Timed",
    "TimedField",
    "Topic",
    "UnknownObject",
    "Value",
    "YearFilter",
    "applies_when",
    "cards_of",
    "children_of",
    "chosen",
    "chosen_filters",
    "content_types",
    "danish_sort_key",
    "dates",
    "descendants_of",
    "latest_below",
    "line",
    "listed",
    "make_renditions",
    "make_templates",
    "narrowed",
    "of_site",
    "outside_templates",
    "periods",
    "pieces",
    "read_document",
    "register",
    "section_entries",
    "section_teasers",
    "takes_several_persons",
    "this_minute",
    "visible",
    "with_origin",
    "written",
]
