"""What editors, programs and the clock do to pages, their place and their restrictions."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from cms.publications.tests.changes import change
from cms.testing import factories


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
    other.save_revision().publish()
    factories.let_go_live(other)


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
def change_the_slug(article, other, **_):
    article.slug = "ny-adresse"
    article.save_revision().publish()


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
def free_a_page_below_a_restricted_one(article, other, restricted, **_):
    below = restricted.get_children().get()
    factories.restrict(below)
    restricted.view_restrictions.all().delete()
    below.view_restrictions.all().delete()


@change
def move_out_of_a_restricted_section(article, other, restricted, **_):
    restricted.get_children().get().move(other.get_parent(), pos="last-child")


@change
def move_a_restriction_by_update(article, other, restricted, **_):
    restricted.view_restrictions.update(page=other)


@change
def convert_the_alias_of_a_restricted_page(article, other, restricted, **_):
    Page.objects.filter(alias_of=restricted).update(alias_of=None)
