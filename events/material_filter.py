"""By what is left of events that are over."""

from datetime import datetime

from django.db.models import BooleanField, Exists, F, Func, Model, OuterRef, Q

from cms.content import Document, OptionsFilter, periods, visible
from events.choices import Material

# Whether a key is one of the documents of a stream of them. What is no key is none.
_AMONG = " = ANY (ARRAY(SELECT key::integer FROM jsonb_path_query("
_KEYS = "%(expressions)s, '$[*].value ? (@ > 0 && @ < 2147483648)') AS key))"


class MaterialFilter(OptionsFilter):
    """By slides and recordings: `material=slides` finds the events whose cards say "Slides". What
    is hidden of the documents counts no more than it is shown.
    """

    reads_clock = True

    def describe(self) -> str:
        return (
            "Events that are over and have this on their page, or one of these, separated by "
            "commas: `slides`, which are any documents in `materials`, or a `recording`"
        )

    def options(self, model: type[Model]) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Material.choices]

    def matching(self, model: type[Model], value: str, now: datetime) -> Q:
        there_is = ~Q(recording_url="")
        if value == Material.SLIDES:
            is_left = Func(
                *(F("pk"), OuterRef("materials")),
                template=_KEYS,
                arg_joiner=_AMONG,
                output_field=BooleanField(),
            )
            there_is = Q(Exists(visible(Document.objects.order_by()).filter(is_left)))
        return periods.past(model, now) & there_is
