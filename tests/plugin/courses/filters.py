"""By what lists of courses and of vacancies are narrowed besides: filters of the plugin's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _

from cms.content import Filter, OptionsFilter, Value, visible

#: Minutes of a week's work in Denmark.
FULL_TIME = 37 * 60


class SubjectFilter(Filter):
    """By the subject of the teacher, of those who are public: `?subject=Klima`."""

    # "Klima, natur" is one subject.
    is_split = False
    only_found = True
    example = "Klima"

    def label(self, model: type[Model]) -> str:
        return _("Subject")

    def describe(self) -> str:
        return "Courses whose teacher has this subject. It may be given several times: any of them"

    def meaning(self, model: type[Model]) -> str:
        return "a subject"

    def known(self, model: type[Model], texts: list[str]) -> Mapping[str, Value]:
        # Whatever it is: no document can say which subjects there are at the moment.
        return {text: Value(text, text, text) for text in texts}

    def condition(self, model: type[Model], keys: list[Any], now: datetime) -> Q:
        return Q(teacher__in=self._teachers(model).filter(subject__in=keys))

    def had(self, model: type[Model], pages: QuerySet, now: datetime) -> list[QuerySet]:
        shown = pages.filter(teacher__in=self._teachers(model).exclude(subject=""))
        subject = F("teacher__subject")
        return [shown.annotate(value=subject, label=subject).values_list("value", "label")]

    def _teachers(self, model: type[Model]) -> QuerySet:
        return visible(model._meta.get_field("teacher").related_model.objects.all())


class HoursFilter(OptionsFilter):
    """Whether a post is a full one: `?hours=part`."""

    def label(self, model: type[Model]) -> str:
        return _("Working time")

    def describe(self) -> str:
        return "Vacancies of full or of part time"

    def options(self, model: type[Model]) -> list[tuple[str, str]]:
        return [("full", _("Full time")), ("part", _("Part time"))]

    def matching(self, model: type[Model], value: str, now: datetime) -> Q:
        return Q(week__lt=FULL_TIME) if value == "part" else Q(week__gte=FULL_TIME)
