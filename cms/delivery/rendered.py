"""An answer made of a template, which is rendered only for who hasn't the result already, and once
by each process that remembers it.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.base import Template
from django.template.context import Context
from django.template.loader import get_template

from cms.delivery.answers import RENDERINGS, Unwritten, made_token
from cms.delivery.html import canonical_url
from cms.delivery.inputs import digest_of, digest_of_part
from cms.delivery.markdown import front_matter, markdown
from cms.delivery.negotiation import Format
from cms.telemetry.metrics import REMEMBERED

_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
}


def rendered(
    request: HttpRequest,
    template: str,
    context: dict,
    form: Format = Format.HTML,
    root_url: str = "",
) -> HttpResponse:
    """Return the template with this context as HTML, or the Markdown of it with URLs under
    `root_url`.

    Its validator is made of what the template gets (`cms.delivery.inputs`), and by it the bytes are
    remembered: nothing of them can be out of date, since another input is another validator. What
    can't be told so is rendered at once, and its validator is made of the bytes.
    """

    def write() -> bytes:
        html = get_template(template).render(context, request)
        if form is Format.MARKDOWN:
            return (front_of(context, root_url) + markdown(html, root_url)).encode()
        return html.encode()

    # Templates find it there, by Django's context processor; so does the digest.
    told = {"request": request} | context
    besides = [form.name, *([root_url] if form is Format.MARKDOWN else [])]
    digest = digest_of(template, told, request, *besides)
    if digest is None:
        return HttpResponse(write(), content_type=_TYPES[form])

    def recall() -> bytes:
        content = RENDERINGS.get(digest)
        REMEMBERED.labels("missed" if content is None else "found").inc()
        if content is None:
            content = write()
            if not made_token(request):
                RENDERINGS.keep(digest, content, len(content))
        return content

    return Unwritten(recall, digest, _TYPES[form])


def rendered_part(template: Template, names: list[str], given: dict, now: datetime | None) -> str:
    """Return the HTML that one of Django's templates makes of what is given and `now`, and of
    nothing else: remembered as a page is, if it can be. `names` are those by which it was found.
    """
    digest = digest_of_part(names, given, now)
    content = None if digest is None else RENDERINGS.get(digest)
    if content is not None:
        return content.decode()
    html = template.render(Context(given if now is None else given | {"now": now}))
    if digest is not None:
        content = html.encode()
        RENDERINGS.keep(digest, content, len(content))
    return html


def front_of(context: dict, root_url: str) -> str:
    """Return the front matter of what a template with this context shows."""
    page = context.get("page")
    meta = page.get("meta", {}) if isinstance(page, dict) else {}
    if "alias_of" in meta:
        known_as = canonical_url(page, context.get("items"))
    else:
        known_as = meta.get("html_url")
    return front_matter(page, known_as, root_url)
