"""What an app imports of the core that answers at addresses of its own, besides `cms.content`: the
same forms, refusals and headers as those of pages.
"""

from cms.delivery.answers import for_visitor
from cms.delivery.errors import REFUSALS, refusal
from cms.delivery.listing import Listing, paginated
from cms.delivery.markdown import markdown_answer
from cms.delivery.negotiation import Format, negotiate
from cms.delivery.rendered import rendered
from cms.delivery.site import site_representation
from cms.lists.asking import as_day, one_of, one_value, spaced, words, year
from cms.problems import problem
from cms.representations.encoding import to_json

__all__ = [
    "REFUSALS",
    "Format",
    "Listing",
    "as_day",
    "for_visitor",
    "markdown_answer",
    "negotiate",
    "one_of",
    "one_value",
    "paginated",
    "problem",
    "refusal",
    "rendered",
    "site_representation",
    "spaced",
    "to_json",
    "words",
    "year",
]
