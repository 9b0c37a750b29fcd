"""Pages to measure with, in a site of its own.

Their content follows from their number alone. Each has a body of 18 blocks, with two images and
one beside it, documents, links to pages, rich text with links, a person and topics. Rows are
copied into their tables, which is many times as fast as saving; the database's triggers see them
all the same, and the log is built from them as from an editor's.
"""

import sys
import uuid
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from PIL import Image as Picture
from wagtail.models import Locale, Page

from bench.prose import World, Writer
from cms.danish.sorting import danish_sort_key
from cms.media.models import Document, Image
from cms.media.renditions import make
from cms.models import ContentPage, Person, Topic
from events.models import EventIndexPage, EventPage
from news.models import NewsIndexPage, NewsPage

#: One page of so many is an event; the others are news.
EVENTS = 5
IMAGES, DOCUMENTS, PERSONS, TOPICS = 24, 40, 30, 12


def main(count: int) -> None:
    """Make the site and its pages, build the log, and let PostgreSQL count what is there."""
    call_command("setup_site", hostname="localhost", verbosity=0)
    with transaction.atomic():
        make_pages(count, make_world(count))
    call_command("publications", "rebuild", stdout=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def make_world(pages: int) -> World:
    """Return what pages show: images with all renditions, documents, persons and topics."""
    words = Writer(0, World(0, 1, (), (), (), ()), ()).words
    images = [
        Image.objects.create(title=words(3), description=words(6), credit=words(2), file=picture(n))
        for n in range(min(IMAGES, pages // 4))
    ]
    for image in images:
        make(image.pk)
    documents = [
        Document.objects.create(
            title=words(4),
            pages=n + 1,
            file=ContentFile(b"%PDF-1.7\n" * (n + 1), f"rapport-{n}.pdf"),
        )
        for n in range(DOCUMENTS)
    ]
    persons = [
        Person.objects.create(
            name=words(2),
            title=words(2),
            organisation=words(2),
            mail=f"navn{n}@example.dk",
            phone=f"33 70 {n:04}",
            photo=images[n % len(images)],
        )
        for n in range(PERSONS)
    ]
    topics = [Topic.objects.create(name=f"{words(1)} {n}", slug=f"emne-{n}") for n in range(TOPICS)]
    last = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
    keys = ([each.pk for each in group] for group in (images, documents, persons, topics))
    return World(last + 1, pages, *keys)


def picture(number: int) -> ImageFile:
    """Return a picture with enough in it that its renditions are not empty."""
    gradient = Picture.linear_gradient("L").resize((1400, 900))
    bands = [gradient.rotate(37 * number * band) for band in (1, 2, 3)]
    output = BytesIO()
    Picture.merge("RGB", bands).save(output, "JPEG")
    return ImageFile(output, f"billede-{number}.jpg")


def make_pages(count: int, world: World) -> None:
    keys = range(world.first, world.first + count)
    events = keys[::EVENTS]
    news = [key for key in keys if key not in events]
    for model, index, numbered in (
        (EventPage, EventIndexPage.objects.get(), events),
        (NewsPage, NewsIndexPage.objects.get(), news),
    ):
        pages = [
            page(model, key, place, index, Writer(key - world.first, world, events))
            for place, key in enumerate(numbered, start=1)
        ]
        copy_rows(Page, pages)
        copy_rows(model, pages)
        copy_topics(model, numbered, world)
        Page.objects.filter(pk=index.pk).update(numchild=len(pages))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), %s)", [keys[-1]]
        )


def page(model: type[ContentPage], key: int, place: int, index: Page, writer: Writer) -> Page:
    """Return the page with this key, in this place below its index; not saved."""
    title, slug = writer.words(6), f"side-{key}"
    moment = published(place)
    fields: dict[str, Any] = {"date": moment.date()}
    if model is EventPage:
        # From three years ago to half a year from now.
        start = timezone.now() + timedelta(days=180, hours=-37 * place % (24 * 1275))
        fields = {"start": start, "end": start + timedelta(hours=3), "venue": writer.words(2)}
    return model(
        id=key,
        page_ptr_id=key,
        path=Page._get_path(index.path, index.depth + 1, place),
        depth=index.depth + 1,
        url_path=f"{index.url_path}{slug}/",
        slug=slug,
        title=title,
        draft_title=title,
        sort_key=danish_sort_key(title),
        lede=writer.words(24),
        image_id=writer.pick("images"),
        contact_id=writer.pick("persons"),
        body=writer.body(),
        live=True,
        first_published_at=moment,
        last_published_at=moment,
        content_type=ContentType.objects.get_for_model(model),
        locale=Locale.get_default(),
        translation_key=uuid.UUID(int=key),
        **fields,
    )


def published(place: int) -> datetime:
    """Return two a day, up to now."""
    return timezone.now() - timedelta(hours=12 * place)


def copy_rows(model: type[Model], instances: list) -> None:
    """Copy the instances' rows in the model's own table; a model's parents have theirs already."""
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as rows,
    ):
        for instance in instances:
            values = ((field, field.pre_save(instance, True)) for field in fields)
            rows.write_row([field.get_db_prep_save(value, connection) for field, value in values])


def copy_topics(model: type[ContentPage], keys: list[int] | range, world: World) -> None:
    """Copy two topics for each page."""
    through = model._meta.get_field("topics").remote_field.through
    page_column = model._meta.get_field("topics").m2m_column_name()
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {through._meta.db_table} ({page_column}, topic_id) FROM STDIN") as rows,
    ):
        for key in keys:
            for step in (0, 1 + key % 5):
                rows.write_row([key, world.topics[(key + step) % len(world.topics)]])
