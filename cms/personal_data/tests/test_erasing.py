"""One person is told, and erased, everywhere at once; a restored backup forgets again."""

import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from cms.integrations.models import Subscription
from cms.media.models.former_names import FormerName
from cms.models import Person
from cms.personal_data import kept_erasures
from cms.personal_data.models import Erasure
from cms.personal_data.naming import MARK, Names
from cms.personal_data.stored_texts import tables, texts
from cms.publications.models import Publication, Removal
from cms.testing import factories
from cms.testing.undo import undone
from cms.tests.pages.models import ArticlePage
from cms.users.models import SavedPage, Visit
from conftest import number_changes

NAME, MAIL = "Søren Ås Kvist", "sk@kvist.example.dk"

make_page: Any = factories.page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def list_of_its_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def run(*words: str, **options: Any) -> str:
    output = StringIO()
    call_command("personal_data", *words, stdout=output, **options)
    return output.getvalue()


def lines(output: str) -> set[tuple[str, str, str]]:
    """What was told: what, of which row, of which column."""
    told = [line.split("  ") for line in output.splitlines() if line.startswith(WHAT)]
    parts = [[part.strip() for part in line if part.strip()] for line in told]
    return {(what, row, rest[0] if rest else "") for what, row, *rest in parts}


WHAT = ("deleted", "emptied", "changed", "left")


class World:
    """A site in which one person is everywhere."""

    def __init__(self) -> None:
        self.account = get_user_model().objects.create_user(
            "skvist", MAIL, "hemmeligt", first_name="Søren Ås", last_name="Kvist"
        )
        self.person: Any = factories.person(name=NAME, mail=MAIL, photo=factories.image())
        self.photo: Any = self.person.photo
        self.other = factories.person(name="Anne Kvist")
        self.hook = Subscription.objects.create(
            name="Intranet", url="https://example.dk/", owner=self.account, secret="x", cursor="0"
        )
        self.page: Any = make_page(ArticlePage, owner=self.account, contact=self.person)
        self.page.lede = f"Skrevet af {NAME} i maj."
        self.old = self.page.save_revision(user=self.account, log_action=True)
        self.old.publish()
        self.page.lede = f"Om {NAME}s tale."
        self.page.save_revision().publish()
        self.page.lede = f"Kladde om {NAME}."
        self.draft = self.page.save_revision()
        self.gone: Any = make_page(ArticlePage, slug="soeren-aas-kvist-er-ny-chef")
        number_changes()
        gone = Page.objects.get(pk=self.gone.pk)
        log(instance=gone, action="wagtail.delete", title=f"{NAME} er ny chef", deleted=True)
        gone.delete()
        number_changes()
        log(instance=self.account, action="wagtail.create", user=self.account)
        log(instance=self.person, action="wagtail.create")
        AccessAttempt.objects.create(username="skvist", failures_since_start=1)
        self.former = FormerName.objects.create(
            document=factories.document(), name="Soeren_Aas_Kvist-CV.pdf"
        )
        self.saved = SavedPage.objects.create(user=self.account, page=self.page)
        Visit.note(self.account, timezone.now())
        self.session = Client()
        self.session.force_login(self.account)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), undone():
        yield World()


@pytest.fixture
def world(made: World) -> World:
    """The one that was made for all tests of the module, as it was then."""
    made.old.refresh_from_db()
    return made


def test_all_is_exported_that_refers_to_the_person_or_names_them(world):
    found = json.loads(run("export", "--mail", MAIL))
    assert [each["row"] for each in found["person"]] == [
        f"users.User {world.account.pk}",
        f"cms.Person {world.person.pk}",
    ]
    assert [each["name"] for each in found["rows"]["integrations.Subscription.owner"]] == [
        "Intranet"
    ]
    assert [each["row"] for each in found["rows"]["wagtailcore.Page.owner"]] == [
        f"wagtailcore.Page {world.page.pk}"
    ]
    own = {name: found["rows"][f"users.{name}.user"] for name in ("SavedPage", "Visit", "Session")}
    [saved], [_visit], [session] = own.values()
    assert (saved["user"], saved["page"]) == (world.account.pk, world.page.pk)
    assert session.keys() == {"row", "expire_date", "user"}
    assert world.session.session.session_key not in json.dumps(found)
    assert {each["row"] for each in found["shown_by"]} >= {f"wagtailcore.Page {world.page.pk}"}
    assert {each["text"] for each in found["texts"]} >= {f"Om {NAME}s tale.", f"Kladde om {NAME}."}
    secrets = json.dumps(found)
    assert world.account.password not in secrets
    assert '"secret"' not in secrets


def test_a_trial_tells_the_same_and_changes_nothing(world):
    before = {model: list(texts(model, own)) for model, own in tables()}
    trial = lines(run("erase", "--mail", MAIL, "--dry-run"))
    assert {model: list(texts(model, own)) for model, own in tables()} == before
    assert kept_erasures.read() == []
    assert lines(run("erase", "--mail", MAIL, "--no-input")) == trial
    page, account = f"pages.ArticlePage {world.page.pk}", f"users.User {world.account.pk}"
    revision = f"wagtailcore.Revision {world.old.pk} of articlepage {world.page.pk}"
    assert trial >= {
        ("deleted", account, ""),
        ("deleted", f"cms.Person {world.person.pk}", ""),
        ("deleted", f"media.Image {world.photo.pk}", ""),
        ("deleted", "users.Session", ""),
        ("deleted", f"users.SavedPage {world.saved.pk}", ""),
        ("deleted", f"users.Visit {world.account.pk}", ""),
        ("emptied", f"integrations.Subscription {world.hook.pk}", "owner"),
        ("emptied", f"publications.Publication {world.gone.pk}", "url_path"),
        ("changed", revision, "content"),
        ("left", page, "lede"),
        ("left", f"media.FormerName {world.former.pk}", "name"),
        ("emptied", page, "contact"),
    }
    # Its words are an editor's, and are told where they stand: the page's, and the draft's.
    draft = f"wagtailcore.Revision {world.draft.pk} of articlepage {world.page.pk}"
    assert {line for line in trial if line[0] == "left"} >= {("left", draft, "content.lede")}


def test_nothing_is_left_but_what_was_told(world):
    told = run("erase", "--mail", MAIL, "--no-input")
    left = {row for what, row, _ in lines(told) if what == "left"}
    names = Names([NAME, MAIL])
    found = {
        f"{model._meta.label} {key}"
        for model, own in tables()
        for key, stored in texts(model, own)
        if any(names.are_in(text) for text in stored.values())
    }
    live = {f"wagtailcore.Revision {Page.objects.get(pk=world.page.pk).live_revision_id}"}
    assert found - live == {row.partition(" of ")[0] for row in left}
    assert found & live == live  # as public as the page, told once
    assert f"/admin/pages/{world.page.pk}/edit/" in told
    world.old.refresh_from_db()
    assert world.old.content["lede"] == f"Skrevet af {MARK} i maj."
    assert world.old.as_object().contact is None
    assert set(ModelLogEntry.objects.values_list("label", flat=True)) == {MARK}
    assert f"{MARK} er ny chef" in set(PageLogEntry.objects.values_list("label", flat=True))
    assert not AccessAttempt.objects.exists()
    assert Person.objects.filter(pk=world.other.pk).exists()
    assert world.session.get("/admin/").status_code == 302


def test_pages_that_showed_the_person_converge_and_changes_says_so(world, client):
    shown: Any = make_page(ArticlePage, contact=world.person)
    number_changes()
    first = client.get("/api/v2/changes/?since=now").json()
    assert NAME in client.get(shown.url).content.decode()
    call_command(
        "personal_data", "erase", "--person", world.person.slug, "--no-input", stdout=StringIO()
    )
    number_changes()
    assert NAME not in client.get(shown.url).content.decode()
    told = client.get(f"/api/v2/changes/?{urlsplit(first['next']).query}").json()["items"]
    assert shown.pk in {each["id"] for each in told if each["change"] == "upsert"}
    assert MAIL not in json.dumps(told)
    gone = Publication.objects.get(pk=world.gone.pk)
    assert (gone.url_path, gone.was_public) == ("", False)


def test_a_restored_backup_forgets_again(world):
    """The database goes back to before the erasure; the list beside it doesn't."""
    with transaction.atomic():
        run("erase", "--mail", MAIL, "--no-input")
        transaction.set_rollback(True)
    assert Person.objects.filter(pk=world.person.pk).exists()
    kept = kept_erasures.own_path().read_text()
    assert "kvist" not in kept.lower()
    told = run("replay")
    assert "1 of 1 erasures were not known here." in told
    assert not Person.objects.filter(pk=world.person.pk).exists()
    assert not get_user_model().objects.filter(pk=world.account.pk).exists()
    assert run("replay") == "0 of 1 erasures were not known here.\n"
    # A key that is given again is somebody else's.
    Person.objects.create(pk=world.person.pk, name="En Anden")
    run("tidy")
    assert Person.objects.filter(pk=world.person.pk).exists()


def test_a_backup_from_between_is_cleaned_by_digests(world, settings, tmp_path):
    """The account was gone already; an old version and a log entry still had the name. The key was
    changed since; the list came with the backup.
    """
    run("erase", "--mail", MAIL, "--no-input")
    listed = tmp_path / "backups"
    listed.mkdir()
    kept_erasures.copy_to(listed)
    kept_erasures.own_path().unlink()
    Erasure.objects.all().delete()
    Revision.objects.filter(pk=world.old.pk).update(
        content=world.old.content, object_str=f"{NAME} taler"
    )
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    run("replay", str(listed / kept_erasures.NAME))
    world.old.refresh_from_db()
    assert (world.old.content["lede"], world.old.object_str) == (
        f"Skrevet af {MARK} i maj.",
        f"{MARK} taler",
    )
    assert [each.id for each in kept_erasures.read()] == [str(Erasure.objects.get().pk)]


def test_an_erasure_is_forgotten_once_no_backup_is_as_old():
    factories.person(mail=MAIL)
    run("erase", "--mail", MAIL, "--no-input")
    [entry] = kept_erasures.read()
    old = (timezone.now() - kept_erasures.KEPT).isoformat()
    kept_erasures.own_path().write_text(kept_erasures.own_path().read_text().replace(entry.at, old))
    Erasure.objects.update(at=old)
    AccessAttempt.objects.create(username="en-anden", failures_since_start=1)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=1))
    assert "1 erasures are forgotten.\n1 failed sign-ins are deleted." in run("tidy")
    assert (kept_erasures.read(), Erasure.objects.count()) == ([], 0)


def test_why_a_page_was_taken_down_goes_with_its_address(world):
    Removal.objects.create(page_id=world.gone.pk, note=f"{NAME} er holdt op.")
    run("erase", "--name", NAME, "--no-input")
    assert not Removal.objects.exists()
    assert Person.objects.filter(pk=world.person.pk).exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--account", "ingen"], "There is no account 'ingen'"),
        (["--person", "999999999"], "There is no person"),
        (["--name", "Kim"], "Name somebody"),
        ([], "Name somebody"),
        (["--account", "chef"], "the only superuser"),
    ],
)
def test_what_is_refused(words, message):
    get_user_model().objects.create_superuser("chef")
    with pytest.raises(CommandError, match=message):
        run("erase", *words, "--no-input")
    with pytest.raises(CommandError, match="There is no nowhere"):
        run("replay", "nowhere")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Søren Ås Kvist taler", f"{MARK} taler"),
        ("soeren-aas-kvist_cv.pdf", f"{MARK}_cv.pdf"),
        ("<p>SØREN <b>Ås</b>&nbsp;Kvists tale</p>", f"<p>{MARK} <b></b>&nbsp; tale</p>"),
        ("skriv til SK@kvist.example.dk.", f"skriv til {MARK}."),
        ("https://sk.kvist.example.dk/", "https://sk.kvist.example.dk/"),
        ("Søren Kvist og Ås Kvist", "Søren Kvist og Ås Kvist"),
    ],
)
def test_names_are_found_as_they_are_written(text, expected):
    for names in (Names([NAME, MAIL]), Names(digests=Names([NAME, MAIL]).digested())):
        assert names.without(text) == expected
        assert names.are_in(text) == (text != expected)
