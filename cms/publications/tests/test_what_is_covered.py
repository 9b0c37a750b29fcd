"""Everything that changes what the public may see reaches the log: after each of these changes,
what is stored and not emptied still equals a new build.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from cms.publications.building import build_rows
from cms.publications.rows import read_rows
from cms.publications.tests.conftest import differences
from cms.testing import factories
from cms.tests.pages.models import ArticleIndexPage, ArticlePage
from cms.visibility import visible

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Callable] = {}


def change(function: Callable) -> Callable:
    CHANGES[function.__name__] = function
    return function


@pytest.fixture
def other(db) -> ArticlePage:
    """A page in another section, that shows nothing of the others."""
    section = factories.page(type(factories.section()), parent=factories.home())
    index = factories.page(ArticleIndexPage, parent=section)
    return factories.page(ArticlePage, parent=index, image=factories.image())


@pytest.fixture
def alias(article) -> Page:
    return article.create_alias(parent=article.get_parent(), update_slug="alias")


def what_the_public_sees() -> dict[int, dict]:
    keys = list(visible(Page.objects.all()).values_list("pk", flat=True))
    built = build_rows(list(read_rows(keys).values()))
    return {key: each.representation.page for key, each in built.items()}


@change
def publish(article, other, **_):
    other.title = "Udgivet"
    other.save_revision().publish()


@change
def unpublish(article, other, **_):
    article.unpublish()


@change
def unpublish_what_is_linked_to(article, other, **_):
    article.related.unpublish()


@change
def scheduled_go_live(article, other, **_):
    other.unpublish()
    other.refresh_from_db()
    other.title = "Senere"
    other.go_live_at = timezone.now() + timedelta(hours=1)
    revision = other.save_revision()
    revision.publish()
    past = timezone.now() - timedelta(seconds=1)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    Page.objects.filter(pk=other.pk).update(go_live_at=past)
    call_command("publish_scheduled", verbosity=0)


@change
def scheduled_expiry(article, other, **_):
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    call_command("publish_scheduled", verbosity=0)


@change
def delete(article, other, **_):
    Page.objects.get(pk=article.pk).delete()


@change
def delete_a_subtree(article, other, **_):
    article.get_parent().delete()


@change
def move_a_subtree(article, other, **_):
    article.get_parent().move(other.get_parent().get_parent(), pos="last-child")


@change
def move_a_page(article, other, **_):
    Page.objects.get(pk=article.pk).move(other.get_parent(), pos="last-child")


@change
def change_the_slug_of_an_ancestor(article, other, **_):
    section = factories.section()
    section.slug = "nyt-afsnit"
    section.save()


@change
def rename_an_ancestor(article, other, **_):
    section = factories.section()
    section.title = "Nyt afsnit"
    section.save()


@change
def unpublish_an_ancestor(article, other, **_):
    factories.section().unpublish()


@change
def copy(article, other, **_):
    article.copy(update_attrs={"slug": "kopi", "title": "Kopi"})


@change
def copy_a_subtree(article, other, **_):
    index = article.get_parent().specific
    index.copy(recursive=True, update_attrs={"slug": "kopi", "title": "Kopi"})


@change
def make_an_alias(article, other, **_):
    article.create_alias(parent=other.get_parent(), update_slug="endnu-et-alias")


@change
def edit_the_source_of_an_alias(article, other, **_):
    article.title = "Kilden"
    article.save_revision().publish()


@change
def restrict(article, other, **_):
    factories.restrict(article)


@change
def restrict_an_ancestor(article, other, **_):
    factories.restrict(factories.section())


@change
def restrict_what_is_linked_to(article, other, **_):
    factories.restrict(article.related)


@change
def free_an_ancestor(article, other, restricted, **_):
    restricted.view_restrictions.all().delete()


@change
def move_out_of_a_restricted_section(article, other, restricted, **_):
    restricted.get_children().get().move(other.get_parent(), pos="last-child")


@change
def move_a_restriction_by_update(article, other, restricted, **_):
    restricted.view_restrictions.update(page=other)


@change
def convert_the_alias_of_a_restricted_page(article, other, restricted, **_):
    Page.objects.filter(alias_of=restricted).update(alias_of=None)


@change
def make_a_collection_private(article, other, **_):
    CollectionViewRestriction.objects.create(
        collection=article.image.collection, restriction_type=CollectionViewRestriction.LOGIN
    )


@change
def move_a_collection_into_a_private_one(article, other, **_):
    private = Collection.get_first_root_node().add_child(name="Privat")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    article.image.collection.move(private, pos="sorted-child")


@change
def move_a_collection_out_of_a_private_one(article, other, **_):
    collection = other.image.collection
    collection.move(Collection.get_first_root_node(), pos="sorted-child")


@change
def move_an_image_to_a_private_collection(article, other, **_):
    factories.hide(article.image)


@change
def edit_an_image(article, other, **_):
    article.image.description = "Noget andet"
    article.image.save()


@change
def delete_an_image(article, other, **_):
    article.image.delete()


@change
def delete_a_rendition(article, other, **_):
    article.image.renditions.all()[:1].get().delete()


@change
def make_a_rendition(article, other, **_):
    made = article.image.renditions.all()[:1].get()
    article.image.renditions.create(
        filter_spec=made.filter_spec, focal_point_key="andet", file="andet.webp", width=1, height=1
    )
    article.image.renditions.filter(pk=made.pk).delete()


@change
def edit_a_document(article, other, **_):
    document = article.attachments.get().document
    document.title = "Ny rapport"
    document.save()


@change
def edit_the_photo_of_a_person(article, other, **_):
    article.contact.photo = factories.image()
    article.contact.save()


@change
def edit_an_image_that_a_person_shows(article, other, **_):
    photo = article.contact.photo
    photo.credit = "En fotograf"
    photo.save()


@change
def edit_a_person(article, other, **_):
    article.contact.phone = "99 99 99 99"
    article.contact.save()


@change
def delete_a_person(article, other, **_):
    article.contact.delete()


@change
def rename_a_topic(article, other, **_):
    topic = article.topics.get()
    topic.name = "Et andet emne"
    topic.save()


@change
def delete_a_topic(article, other, **_):
    article.topics.get().delete()


@change
def edit_a_linked_page(article, other, **_):
    article.related.title = "Henvist til"
    article.related.save()


@change
def queryset_update(article, other, **_):
    ArticlePage.objects.filter(pk=article.pk).update(price=77)


@change
def bulk_update(article, other, **_):
    article.lede = "Samlet"
    ArticlePage.objects.bulk_update([article], ["lede"])


@change
def loaddata(article, other, tmp_path: Path, **_):
    [stored] = json.loads(serialize("json", [article.contact]))
    stored["fields"]["name"] = "Fra en fil"
    file = tmp_path / "person.json"
    file.write_text(json.dumps([stored]))
    call_command("loaddata", file, verbosity=0)


@change
def raw_sql(article, other, **_):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pages_articlepage SET date = '2020-02-20'")


@change
def truncate(article, other, **_):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("TRUNCATE pages_attachment")


@change
def site_hostname(article, other, **_):
    Site.objects.update(hostname="www.example.dk")
    Site.objects.create(hostname="andet.example.dk", root_page=other.get_parent())


@change
def site_root(article, other, **_):
    Site.objects.update(root_page=factories.section().page_ptr_id)


@change
def many_to_many_row_alone(article, other, **_):
    through = ArticlePage.topics.through
    through.objects.create(articlepage_id=other.pk, topic_id=factories.topic().pk)


@change
def many_to_many_row_deleted_by_sql(article, other, **_):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM pages_articlepage_topics")


@change
def child_row_alone(article, other, **_):
    article.attachments.model.objects.update(note="Ny note")


@change
def child_row_moved_to_another_page(article, other, **_):
    article.attachments.model.objects.update(article=other)


@change
def tag_row_alone(article, other, **_):
    through = ArticlePage.tags.through
    through.objects.create(content_object=other, tag=Tag.objects.create(name="ny", slug="ny"))


@change
def rename_a_tag(article, other, **_):
    Tag.objects.filter(name="gammel").update(name="omdøbt")


def _put(page: ArticlePage, collection: Collection) -> None:
    page.image.collection = collection
    page.image.save()


@pytest.mark.parametrize("name", CHANGES)
def test_change_reaches_the_log(name, article, alias, other, build_all, number, tmp_path):
    restricted = factories.page(ArticleIndexPage)
    below = factories.page(ArticlePage, parent=restricted)
    restricted.create_alias(
        recursive=True, parent=restricted.get_parent(), update_slug="alias-af-lukket"
    )
    factories.restrict(restricted)
    factories.page(ArticlePage, related=below.page_ptr)
    article.contact.photo = factories.image()
    article.contact.save()
    article.tags.add("gammel")
    article.save()
    _put(article, Collection.get_first_root_node().add_child(name="Egen"))
    factories.hide(other.image)  # in a private collection
    _put(other, other.image.collection.add_child(name="Under en privat"))
    build_all()
    before = what_the_public_sees()

    CHANGES[name](article=article, other=other, restricted=restricted, tmp_path=tmp_path)
    number()

    assert what_the_public_sees() != before, "this changed nothing that the public sees"
    assert differences() == []
    build_all()
    assert differences() == []
