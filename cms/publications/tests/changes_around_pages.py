"""What happens to the things that pages show, and to rows behind Django's back."""

import json
from pathlib import Path

from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection
from taggit.models import Tag
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from cms.media.tests.factories import image_file, pdf_file
from cms.publications.tests.changes import change
from cms.testing import factories
from cms.testing.deferred import run_deferred
from cms.tests.pages.models import ArticlePage


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
def open_a_private_collection(article, other, **_):
    CollectionViewRestriction.objects.all().delete()


@change
def move_a_private_restriction_by_update(article, other, **_):
    CollectionViewRestriction.objects.update(collection=article.image.collection)


@change
def move_a_document_to_a_private_collection(article, other, **_):
    factories.hide(article.attachments.get().document)


@change
def replace_the_file_of_an_image(article, other, **_):
    article.image.file = image_file("andet.png", size=(40, 20))
    article.image.save()


@change
def replace_the_file_of_a_document(article, other, **_):
    document = article.attachments.get().document
    document.file = pdf_file("anden.pdf", ("Andet", "Mere"))
    document.file_size = None
    document.save()


@change
def delete_a_document(article, other, **_):
    article.attachments.get().document.delete()


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
def move_a_linked_page(article, other, **_):
    Page.objects.get(pk=article.related_id).move(other.get_parent(), pos="last-child")


@change
def delete_a_linked_page(article, other, **_):
    Page.objects.get(pk=article.related_id).delete()


@change
def queryset_delete(article, other, **_):
    type(article.contact).objects.all().delete()


@change
def queryset_update(article, other, **_):
    ArticlePage.objects.filter(pk=article.pk).update(price=article.price + 1)


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
        run_deferred(cursor)
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
