"""By what lists of pages are narrowed: what a content type declares, and all that follows from it
for index pages, feeds and the API.
"""

from cms.lists.columns import ChoiceFilter, TextFilter, YearFilter
from cms.lists.declared import Filter, OptionsFilter, Value, filters_of
from cms.lists.related import PageFilter, ShownFilter, TermFilter
from cms.lists.time import PeriodFilter

__all__ = [
    "ChoiceFilter",
    "Filter",
    "OptionsFilter",
    "PageFilter",
    "PeriodFilter",
    "ShownFilter",
    "TermFilter",
    "TextFilter",
    "Value",
    "YearFilter",
    "filters_of",
]
