"""DOORS: every way to something. A new one joins by one line.

In an address, `{id}`, `{path}`, `{title}` and the like stand for the marked objects' own; see
`World.names`. What a visitor tells in an address is no leak when it comes back.
"""

from tests.privacy.acts import ACTS
from tests.privacy.changes import CHANGES
from tests.privacy.door import DOCUMENTS, IMAGES, OF_CARDS, OF_PAGES, PUBLIC_STATE, Door, head
from tests.privacy.keyed import KEYED
from tests.privacy.own_lists import OWN_LISTS
from tests.privacy.references import PAGES, REFERENCES, REFERRED
from tests.privacy.world import slug_of

API = "/api/v2/pages/"
FILES = "/api/v2/documents/"
EVENTS = f"{API}?type=events.EventPage"
COMING = f"{EVENTS}&order=start"
TEXTS = f"{API}?type=home.StandardPage&fields=body&order=-id"
IMAGE_OF_PAGES = f"{API}?type=home.StandardPage&fields=_,image(alt)&order=-id"
PERSONS_EVENTS = "/personer/kontakt/?type=events.EventPage&when=upcoming"

DOORS = [
    # The page's own address
    Door("page", "{path}", "body"),
    Door("page as JSON by Accept", "{path}", "body", accept="application/json"),
    Door("page as JSON by format", "{path}?format=json", "body"),
    Door("page as Markdown by Accept", "{path}", "body", accept="text/markdown"),
    Door("page as Markdown by format", "{path}?format=markdown", "body"),
    Door("page in an unknown format", "{path}?format=xml", None),
    head("HEAD of the page", "{path}"),
    head("HEAD of the page as JSON", "{path}?format=json"),
    head("HEAD of the page as Markdown", "{path}?format=markdown"),
    Door("page that was kept", "{path}", None, if_none_match=PUBLIC_STATE),
    Door("page that was kept as JSON", "{path}?format=json", None, if_none_match=PUBLIC_STATE),
    Door("page that is kept", "{path}", None, if_none_match="*"),
    Door("page that is kept as JSON", "{path}?format=json", None, if_none_match="*"),
    Door("page that is kept as Markdown", "{path}?format=markdown", None, if_none_match="*"),
    Door("OPTIONS of the page", "{path}", None, method="options"),
    Door("POST to the page", "{path}", None, method="post"),
    # What visitors are asked about it
    Door("whether the page was useful", "/var-siden-nyttig/{id}/", "title"),
    Door("what could be better on the page", "/var-siden-nyttig/{id}/nej/", "title"),
    Door("thanks for a remark", "/var-siden-nyttig/{id}/tak/", "title"),
    # The API
    Door("API list", API, "title"),
    Door("API list with all fields", f"{API}?fields=*", "seo"),
    Door("API list of the type", f"{API}?type=events.EventPage&fields=*", "body"),
    Door("API list of the site", f"{API}?site={{hostname}}", "title"),
    Door("API detail", f"{API}{{id}}/", "body"),
    Door("API list with relative URLs", f"{API}?fields=*&urls=relative", "seo"),
    Door("API detail with one rendition", f"{API}{{id}}/?renditions=card", "body"),
    Door("API site", "/api/v2/site/", "title"),
    head("HEAD of the API detail", f"{API}{{id}}/"),
    Door("API detail that was kept", f"{API}{{id}}/", None, if_none_match=PUBLIC_STATE),
    Door("API detail that is kept", f"{API}{{id}}/", None, if_none_match="*"),
    Door("OPTIONS of the API detail", f"{API}{{id}}/", None, method="options"),
    Door("API find by id", f"{API}find/?id={{id}}", "body"),
    Door("API find by path", f"{API}find/?html_path={{path}}", "body"),
    # The log: its numbers tell that something was changed, and nothing of what
    *CHANGES,
    # The API's filters: also what their counts and errors tell
    Door("API count", f"{API}?limit=0", None),
    head("HEAD of the API list", f"{API}?fields=*"),
    Door("API count of the type", f"{API}?type=events.EventPage&venue={{venue}}&limit=0", None),
    Door("API child_of", f"{API}?child_of={{index_id}}", "title"),
    Door("API descendant_of", f"{API}?descendant_of={{front_id}}", "title"),
    Door("API child_of itself", f"{API}?child_of={{id}}", None),
    Door("API descendant_of itself", f"{API}?descendant_of={{id}}", None),
    Door("API ancestor_of itself", f"{API}?ancestor_of={{id}}", None),
    Door("API translation_of itself", f"{API}?translation_of={{id}}", None),
    Door("API html_path__in", f"{API}?html_path__in={{path}}", "title"),
    Door("API filter by id", f"{API}?id={{id}}", "title"),
    Door("API filter by slug", f"{API}?slug={{slug}}", "title"),
    Door("API filter by title", f"{API}?title={{title}}", "slug"),
    Door("API filter by seo_title", f"{API}?seo_title={{seo}}", "title"),
    Door("API filter by venue", f"{API}?type=events.EventPage&venue={{venue}}", "title"),
    Door("API filter by lede", f"{API}?type=events.EventPage&lede={{lede}}", "title"),
    Door("API filter by source", f"{API}?alias_of={{id}}", None),
    Door("API filter by image", f"{API}?type=home.StandardPage&image={{image_id}}", None, IMAGES),
    Door("API image__in", f"{API}?type=home.StandardPage&image__in={{image_id}}", None, IMAGES),
    Door("API image and its fields", IMAGE_OF_PAGES, "alt", IMAGES),
    Door("API filter by topic", f"{API}?topic={{topic}}", "title"),
    Door("API what events left", f"{EVENTS}&material=slides&fields=materials", "title", DOCUMENTS),
    Door("API count of what they left", f"{EVENTS}&material=slides&limit=0", None, DOCUMENTS),
    Door("API facet of what they left", f"{API}?facets=material&limit=0", None, DOCUMENTS),
    Door("API filter by audience", f"{API}?audience=politikere", "title"),
    Door("API facets", f"{API}?type=events.EventPage&facets=*&limit=0", "town"),
    Door("API facets of all types", f"{API}?facets=town,person,topic&limit=0", "town"),
    Door("API town and its facets", f"{API}?town={{town}}&facets=*", "title"),
    Door("API what has no image", f"{API}?type=home.StandardPage&image__isnull=false&limit=0", None,
         IMAGES),
    Door("API every type", f"{API}?type=*&fields=lede,venue", "lede"),
    Door("index, by person", "{index_path}?person={contact_id}", "title"),
    Door("API filter by person", f"{API}?person={{contact_id}}", "title"),
    Door("API filter by time", f"{API}?type=events.EventPage&when=upcoming&order=start", "title"),
    Door("API filter by a range", f"{API}?first_published_at__gte=2000-01-01T00:00:00Z", "title"),
    Door("API topics__in", f"{API}?type=events.EventPage&topics__in={{topic_id}}", "title"),
    Door("API contact__in", f"{API}?type=events.EventPage&contact__in={{contact_id}}", "title"),
    Door("API start__in", f"{API}?type=events.EventPage&start__in={{start}}", "title"),
    Door("API status__in", f"{COMING}&status__in=scheduled", "title"),
    Door("API unknown field", f"{API}?type=events.EventPage&fields={{title}}", None),
    Door("API unknown order", f"{API}?type=events.EventPage&order={{venue}}", None),
    Door("API order", f"{API}?child_of={{index_id}}&order=-title", "title"),
    Door("API order by a field", f"{EVENTS}&child_of={{index_id}}&order=-venue", "title"),
    Door("API list after a place", f"{EVENTS}&order=-first_published_at&after=&fields=*", "body"),
    Door("API second of a list", f"{API}?order=title&limit=1&offset=1", None),
    Door("API search for the title", f"{API}?search={{title}}", "slug"),
    Door("API highlights", f"{API}?search={{body:.10}}&highlight=true", "body"),
    Door("API count of a search", f"{API}?search={{title}}&limit=0", None),
    Door("API search for an image", f"{API}?search={{image_alt}}&limit=0", None, IMAGES),
    Door("API search for a document", f"{API}?search={{document_title}}&limit=0", None, DOCUMENTS),
    Door("API search for the body", f"{API}?type=events.EventPage&search={{body}}", "title"),
    # What leads to it
    Door("index", "{index_path}", "title"),
    Door("index as Markdown", "{index_path}?format=markdown", "title"),
    Door("second page of the index", "{index_path}?page=2", None),
    Door("index of past events", "{index_path}?when=past", None),
    Door("index of a month", "{index_path}?month={month}", "title"),
    Door("index by town", "{index_path}?town={town}", "title"),
    Door("index by topic", "{index_path}?topic={topic}", "title"),
    Door("index by audience", "{index_path}?audience=politikere", "title"),
    # Feeds
    Door("event as iCalendar", "{path}?format=ics", "lede"),
    Door("event as iCalendar by Accept", "{path}", "lede", accept="text/calendar"),
    Door("calendar of the index", "{index_path}?format=ics", "title"),
    Door("calendar of a topic", "{index_path}?topic={topic}&format=ics", "title"),
    Door("calendar of an audience", "{index_path}?audience=politikere&format=ics", "title"),
    Door("calendar of a network", "{network_path}?format=ics", "title", REFERRED),
    Door("RSS of the index", "{index_path}?format=rss", "title"),
    Door("Atom of the index", "{index_path}?format=atom", "lede"),
    Door("Atom of a topic", "{index_path}?topic={topic}&format=atom", "title"),
    Door("meetings of a network", "{network_path}", "title", REFERRED),
    Door("other meetings of a network", "{meeting_path}", "title", REFERRED),
    Door("section front", "/", "lede"),
    Door("section front as Markdown", "/?format=markdown", "lede"),
    Door("section front of a topic", "/?topic={topic}", "lede"),
    Door("menu", "/om/", "title"),
    Door("menu of the sign-in page", "/log-ind/", "title"),
    Door("page not found", "/findes-ikke/", "title"),
    Door("bad query", "{index_path}?page=0", "title"),
    Door("my page of who is not signed in", "/min-side/", None),
    # A member may see what is for all who sign in.
    Door("saving of an event", "/min-side/gem/{id}/", "title", opens_for="member",
         known=OF_CARDS, tells_nothing=False),
    # It says that the page is for members, as the redirect to it does, and what is open above.
    Door("sign-in that leads back", "/log-ind/?next={path}", None, known=frozenset({"slug"})),
    # Persons and topics that it shows
    Door("person", "/personer/kontakt/", "lede"),
    Door("person as JSON", "/personer/kontakt/?format=json", "lede"),
    Door("person as Markdown", "/personer/kontakt/?format=markdown", "lede"),
    Door("person's events", PERSONS_EVENTS, "lede"),
    Door("person with a photo", "/personer/portraet/", "filename", IMAGES),
    Door("person with a photo as JSON", "/personer/portraet/?format=json", "alt", IMAGES),
    Door("topic", "/emner/{topic}/", "lede"),
    Door("topic as JSON", "/emner/{topic}/?format=json", "lede"),
    Door("topic as Markdown", "/emner/{topic}/?format=markdown", "lede"),
    Door("topic as RSS", "/emner/{topic}/rss/", "lede"),
    Door("topics", "/emner/", None),
    # For search engines
    Door("sitemap", "/sitemap.xml", "slug"),
    Door("robots", "/robots.txt", None),
    Door("OpenAPI document", "/api/v2/openapi.json", None),
    # What redirects to it
    Door("redirect", "/gammel/", "slug", REFERRED, known=frozenset({"slug"})),
    Door("API find page by redirect", "/api/v2/pages/find/?html_path=/gammel", "slug", REFERRED),
    Door("API redirects", "/api/v2/redirects/", "slug", REFERRED),
    Door("API redirect", "/api/v2/redirects/{redirect_id}/", "slug", REFERRED),
    Door("API find redirect", "/api/v2/redirects/find/?html_path=/gammel", "slug", REFERRED),
    # Files
    Door("API images", "/api/v2/images/?fields=*", "alt", IMAGES),
    Door("API image", "/api/v2/images/{image_id}/", "alt", IMAGES),
    Door("API find image", "/api/v2/images/find/?id={image_id}", "alt", IMAGES),
    Door("API images by title", "/api/v2/images/?title={image_title}&fields=*", "alt", IMAGES),
    Door("API search images", "/api/v2/images/?search={image_title}&fields=*", "alt", IMAGES),
    Door("API count of images", "/api/v2/images/?limit=0", None, IMAGES),
    Door("API images by id", "/api/v2/images/?id={image_id}&fields=*", "alt", IMAGES),
    Door("image by its name", "/media/images/{image_filename}.png", None, IMAGES),
    Door("original by its name", "/media/original_images/{image_filename}.png", None, IMAGES),
    Door("rendition by its name", "/media/renditions/{image_filename}.webp", None, IMAGES),
    Door("API order of images", "/api/v2/images/?order=-title&limit=1", None, IMAGES),
    *OWN_LISTS,
    Door("API documents", FILES, "title", DOCUMENTS),
    Door("API documents, the last", f"{FILES}?order=-id&limit=1&fields=*", None, DOCUMENTS),
    Door("API count of documents", f"{FILES}?limit=0", None, DOCUMENTS),
    head("HEAD of the API document", f"{FILES}{{document_id}}/", DOCUMENTS),
    Door("API document that was kept", f"{FILES}{{document_id}}/", None, DOCUMENTS,
         if_none_match=PUBLIC_STATE),
    Door("API document", f"{FILES}{{document_id}}/", "title", DOCUMENTS),
    Door("API find document", f"{FILES}find/?id={{document_id}}", "title", DOCUMENTS),
    Door("API documents by title", f"{FILES}?title={{document_title}}", "filename", DOCUMENTS),
    Door("API search documents", f"{FILES}?search={{document_title}}", "filename", DOCUMENTS),
    Door("API search text of documents", f"{FILES}?search={{document_text}}", None, DOCUMENTS),
    Door("document", "{document_path}", "text", DOCUMENTS),
    Door("document that was kept", "{document_path}", None, DOCUMENTS, if_none_match=PUBLIC_STATE),
    Door("document that is kept", "{document_path}", None, DOCUMENTS, if_none_match="*"),
    Door("document by its name", "/filer/{document_filename}.pdf", None, DOCUMENTS),
    Door("document below media", "/media/documents/{document_filename}.pdf", None, DOCUMENTS),
    head("HEAD of the document", "{document_path}", DOCUMENTS),
    Door("document under another name", "/filer/{document_id}/x.pdf", None, DOCUMENTS),
    Door("document under a former name", "{former_path}", "filename", DOCUMENTS),
    Door("thumbnail", "{thumbnail_path}", "thumbnail", DOCUMENTS),
    head("HEAD of the thumbnail", "{thumbnail_path}", DOCUMENTS),
    Door("thumbnail under another name", "/filer/{document_id}/x.pdf/side-1.webp", None, DOCUMENTS),
    # Collections of documents, whose texts are searched
    Door("documents by text", "/dokumenter/?q={document_text}", "title", DOCUMENTS),
    Door("documents by title", "/dokumenter/?q={document_title}", "filename", DOCUMENTS),
    Door("documents by a beginning", "/dokumenter/?q={document_text:.10}", "text", DOCUMENTS),
    Door("documents as Markdown", "/dokumenter/?q={document_text}&format=markdown", "title",
         DOCUMENTS),
    Door("documents by language", "/dokumenter/?language=da", None, DOCUMENTS),
    Door("RSS of documents by text", "/dokumenter/?q={document_text}&format=rss", None, DOCUMENTS),
    Door("text of a collection", "{collection_path}?q={document_text:.10}", "text", DOCUMENTS),
    Door("title in a collection", "{collection_path}?q={document_title}", "filename", DOCUMENTS),
    Door("collection as JSON by text", "{collection_path}?q={document_text}&format=json",
         "title", DOCUMENTS),
    # The site's own search
    Door("search for the title", "/soeg/?q={title}", "lede"),
    Door("search for events to come", "/soeg/?q={title}&when=upcoming&order=date", "lede"),
    Door("search for documents", "/soeg/?q={document_title}&type=media.Document", "filename",
         DOCUMENTS),
    Door("documents as JSON", "/soeg/?q={document_text:.10}&type=media.Document&format=json",
         "title", DOCUMENTS),
    Door("search for persons", "/soeg/?q={first_name}&type=cms.Person", "surname", OF_PAGES),
    Door("suggested persons", "/soeg/forslag/?q={first_name:.10}", "surname", OF_PAGES),
    # A topic is a hit while something visible has it; what it is called is no secret.
    Door("search for topics", "/soeg/?q={topic_name}&type=cms.Topic", None, OF_PAGES),
    Door("suggested topics", "/soeg/forslag/?q={topic_name}", None, OF_PAGES),
    Door("search for the body", "/soeg/?q={body}", "title"),
    Door("search as JSON", "/soeg/?q={title}&format=json", "lede"),
    Door("search in the API", "/api/v2/search/?q={title}", "lede"),
    Door("search of the API for a file", "/api/v2/search/?q={document_text:.10}", "title",
         DOCUMENTS),
    Door("search of the API for persons", "/api/v2/search/?q={first_name}", "surname", OF_PAGES),
    Door("suggestions of the API", "/api/v2/search/suggestions/?q={title:.10}", "title"),
    Door("search with facets", "/soeg/?q={title}&type=events.EventPage&topic={topic}", "lede"),
    Door("search as Markdown", "/soeg/?q={title}&format=markdown", "lede"),
    Door("fragments of the search", "/soeg/?q={body:.10}", "body"),
    Door("spelling help", "/soeg/?q={body:.19}ø", "body"),
    Door("spelling help as JSON", "/soeg/?q={body:.19}ø&format=json", "body"),
    Door("suggested titles", "/soeg/forslag/?q={title:.10}", "slug"),
    Door("suggested words", "/soeg/forslag/?q={body:.10}", "body"),
    Door("suggested names of images", "/soeg/forslag/?q={image_alt:.10}", "alt", IMAGES),
    Door("suggested names of files", "/soeg/forslag/?q={document_title:.10}", "title", DOCUMENTS),
    Door("search for a document's title", "/soeg/?q={document_title}", "filename", DOCUMENTS),
    Door("search for a document's text", "/soeg/?q={document_text}", "title", DOCUMENTS),
    Door("pages of a document", "/soeg/?q={document_text:.10}&format=json", "text", DOCUMENTS),
]  # fmt: skip

# The admin's views of drafts, previews and history
DOORS += [
    Door(f"admin {name}", f"/admin/{way}", shows, kinds, opens_for="superuser")
    for name, way, shows, kinds in [
        ("draft", "pages/{id}/view_draft/", "body", PAGES),
        ("editor", "pages/{id}/edit/", "body", PAGES),
        ("preview", "pages/{id}/edit/preview/", None, PAGES),
        ("history", "pages/{id}/history/", "title", PAGES),
        ("comparison", "pages/{id}/revisions/compare/earliest...latest/", None, PAGES),
        ("explorer", "pages/{index_id}/", "title", PAGES),
        ("user bar", "pages/userbar/{id}/", None, PAGES),
        ("blocks and cards", "previews/", None, PAGES),
        ("event in a state", "previews/events.EventPage/0/", None, PAGES),
        ("search", "pages/search/?q={title}", "slug", PAGES),
        ("API", "api/main/pages/{id}/", "title", PAGES),
        ("API list", "api/main/pages/?child_of={index_id}&fields=*", "title", PAGES),
        ("API of images", "api/main/images/{image_id}/", "title", IMAGES),
        ("API of documents", "api/main/documents/{document_id}/", "title", DOCUMENTS),
        ("texts for scripts", "jsi18n/", None, PAGES),
        ("usage of the page", "pages/usage/{id}/", None, PAGES),
        ("privacy", "pages/{id}/privacy/", None, PAGES),
        ("workflow", "pages/workflow/status/{id}/", None, PAGES),
        ("site history", "reports/site-history/", None, PAGES),
        ("rendition", "images/{image_id}/preview/width-40/", None, IMAGES),
        ("address of a rendition", "images/{image_id}/generate_url/width-40/", None, IMAGES),
        ("usage of the image", "images/usage/{image_id}/", "title", IMAGES),
        ("usage of the document", "documents/usage/{document_id}/", "title", DOCUMENTS),
        ("chooser", "choose-page/{index_id}/", "title", PAGES),
        ("image", "images/{image_id}/", "title", IMAGES),
        ("image chooser", "images/chooser/chosen/{image_id}/", "title", IMAGES),
        ("document", "documents/edit/{document_id}/", "title", DOCUMENTS),
        ("document chooser", "documents/chooser/chosen/{document_id}/", "title", DOCUMENTS),
    ]
]

# Rich text as the editors have it, which names what it links to by its number.
DOORS += [
    Door(f"API list, rich text as {name}", f"{TEXTS}&rich_text_format={name}", "title", REFERRED)
    for name in ("db_html", "db_markdown", "markdown")
]

# Pages that refer to it. Markdown is made of their HTML.
for name, reference in REFERENCES.items():
    address = f"{reference.below}{slug_of(name)}/"
    DOORS += [
        Door(name, address, reference.shows, reference.kinds),
        Door(f"{name} as JSON", f"{address}?format=json", reference.shows, reference.kinds),
    ]

DOORS += KEYED
DOORS += ACTS
