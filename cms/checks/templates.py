"""What a content type's templates must find in its representation."""

from django.core.checks import CheckMessage, Error, Warning, register
from django.template import Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from wagtail.blocks import Block
from wagtail.coreutils import camelcase_to_underscore
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.checks.template_members import members_looked_up

# What stands in every representation and in every card, whatever the type's `api_fields`.
PAGE_MEMBERS = {"id", "meta", "title"}
CARD_MEMBERS = {*PAGE_MEMBERS, "lede", "image"}


@register("cms")
def check_templates(app_configs, **kwargs) -> list[CheckMessage]:
    from cms.plugins import content_types

    messages: list[CheckMessage] = []
    for model in content_types():
        messages += _check_page_template(model)
        messages += _check_card(model)
        messages += _check_blocks(model)
    return messages


def _check_page_template(model: type[Page]) -> list[CheckMessage]:
    from cms.kinds import api_fields

    try:
        template = get_template(model.template).template
    except TemplateDoesNotExist:
        where = f"{model._meta.app_label}/templates/{model.template}"
        hint = f"Write {where}; it gets the representation as `page`."
        return [_error(model, "cms.E004", f"has no template {model.template}.", hint)]
    except TemplateSyntaxError as error:
        return [_error(model, "cms.E005", f"has a template with a mistake: {error}", None)]
    shown = PAGE_MEMBERS | {entry.name for entry in api_fields(model)}
    hint = "Add {name!r} to api_fields, or correct the template."
    return _check_members(model, template, "page", shown, "cms.W002", hint)


def _check_card(model: type[Page]) -> list[CheckMessage]:
    app_label, name = model._meta.app_label, camelcase_to_underscore(model.__name__)
    card_template = model.card_template or f"{app_label}/cards/{name}.html"
    try:
        template = get_template(card_template).template
    except TemplateDoesNotExist:
        if model.card_template is None:
            return []  # the card of any page is used
        hint = "Write it, or leave card_template out for the card of any page."
        return [_error(model, "cms.E004", f"has no template {card_template}.", hint)]
    except TemplateSyntaxError as error:
        return [_error(model, "cms.E005", f"has a card with a mistake: {error}", None)]
    shown = CARD_MEMBERS | {*model.card_fields, *model.reference_fields}
    hint = "Add {name!r} to card_fields, or correct the template."
    return _check_members(model, template, "item", shown, "cms.W003", hint)


def _check_members(
    model: type[Page], template: Template, variable: str, shown: set[str], check_id: str, hint: str
) -> list[CheckMessage]:
    return [
        Warning(
            f"{template.name} shows {variable}.{name}, which {model._meta.label} does not give it.",
            hint=hint.format(name=name),
            obj=model,
            id=check_id,
        )
        for name in sorted(members_looked_up(template, variable) - shown)
    ]


def _check_blocks(model: type[Page]) -> list[CheckMessage]:
    """Check that each block of a stream that the representation shows is rendered by a template of
    its name, or by itself.
    """
    from cms.kinds import api_fields

    shown = {entry.name for entry in api_fields(model)}
    messages = []
    for field in model._meta.concrete_fields:
        if isinstance(field, StreamField) and field.name in shown:
            for name, block in field.stream_block.child_blocks.items():
                messages += _check_block(model, field.name, name, block)
    return messages


def _check_block(model: type[Page], field: str, name: str, block: Block) -> list[CheckMessage]:
    from cms.kinds.blocks import shows_itself

    own, core = (f"{app}/blocks/{name}.html" for app in (model._meta.app_label, "cms"))
    if shows_itself(block):
        return []
    for candidate in (own, core):
        try:
            get_template(candidate)
        except TemplateDoesNotExist:
            continue
        except TemplateSyntaxError as error:
            return [
                _error(model, "cms.E005", f"has a block {name!r} with a mistake: {error}", None)
            ]
        return []
    hint = f"Write {model._meta.app_label}/templates/{own}; it gets the block's JSON as `value`."
    return [_error(model, "cms.E006", f"has no template for the block {name!r} of {field}.", hint)]


def _error(model: type[Page], check_id: str, what: str, hint: str | None) -> Error:
    return Error(f"{model._meta.label} {what}", hint=hint, obj=model, id=check_id)
