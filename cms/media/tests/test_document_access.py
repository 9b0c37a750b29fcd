"""Who gets a document and its thumbnail, and how they are sent."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import Document
from cms.media.tests.factories import DocumentFactory, pdf_file
from cms.users.models import User

NAME = "Årsberetning_2021.pdf"


@pytest.fixture
def document(db, django_capture_on_commit_callbacks) -> Document:
    """A document that has been read, free-standing and in a collection of its own."""
    collection = Collection.get_first_root_node().add_child(name="Udkast")
    with django_capture_on_commit_callbacks(execute=True):
        document = DocumentFactory(file=pdf_file(NAME), collection=collection, free_standing=True)
    return Document.objects.get(pk=document.pk)


def restrict(document: Document, kind: str, **fields) -> CollectionViewRestriction:
    return CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=kind, **fields
    )


def statuses(client: Client, document: Document) -> list[int]:
    return [client.get(url).status_code for url in (document.url, document.thumbnail)]


class TestAnUnrestrictedDocument:
    def test_has_a_readable_address(self, document):
        assert document.url == f"/filer/{document.pk}/{quote(NAME)}"

    def test_is_sent_as_what_it_is(self, client, document):
        response = client.get(document.url)
        with document.file.open() as file:
            assert response.getvalue() == file.read()
        headers = {name: response[name] for name in ("Content-Type", "X-Content-Type-Options")}
        assert headers == {"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff"}
        assert response["Content-Disposition"] == (
            f"inline; filename=\"Arsberetning_2021.pdf\"; filename*=UTF-8''{quote(NAME)}"
        )

    def test_has_a_thumbnail(self, client, document):
        response = client.get(document.thumbnail)
        with document.thumbnail_file.open() as file:
            assert response.getvalue() == file.read()
        assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
            "image/webp",
            "nosniff",
        )

    def test_is_downloaded_unless_browsers_show_it_safely(self, client, db):
        document = DocumentFactory(
            file=SimpleUploadedFile("tal.csv", b"<script>alert(1)</script>"), free_standing=True
        )
        response = client.get(document.url)
        assert response["Content-Type"] == "text/csv"
        assert response["Content-Disposition"] == 'attachment; filename="tal.csv"'

    def test_is_found_only_with_its_name(self, client, document):
        for url in (
            f"/filer/{document.pk}/",
            f"/filer/{document.pk}/andet.pdf",
            f"/filer/{document.pk}/andet.pdf/side-1.webp",
            f"/filer/{document.pk + 1}/{NAME}",
            f"/filer/{document.pk + 1}/{NAME}/side-1.webp",
            f"/filer/{10**30}/{NAME}",
            f"/filer/{10**30}/{NAME}/side-1.webp",
            f"/filer/{document.pk}/%00",
        ):
            assert client.get(url).status_code == 404, url

    def test_is_not_found_under_the_path_of_its_file(self, client, document):
        for file in (document.file, document.thumbnail_file):
            folder, token, _ = file.name.split("/")
            assert (folder in ("documents", "thumbnails"), len(token)) == (True, 22)
            for prefix in ("/media", "/filer", ""):
                assert client.get(f"{prefix}/{quote(file.name)}").status_code == 404
            with pytest.raises(NotImplementedError):
                _ = file.url

    def test_whose_file_is_gone_is_a_404(self, client, document):
        for file in (document.file, document.thumbnail_file):
            file.storage.delete(file.name)
        assert statuses(client, document) == [404, 404]

    def test_is_not_written_to(self, client, document):
        assert client.post(document.thumbnail).status_code == 405

    def test_and_its_thumbnail_cost_no_more_for_more_documents(
        self, client, document, django_assert_num_queries
    ):
        DocumentFactory.create_batch(3)
        for url in (document.url, document.thumbnail):
            with django_assert_num_queries(4):  # document, what shows it, collection, restrictions
                client.get(url)


class TestADocumentInARestrictedCollection:
    def test_for_members_sends_others_to_the_sign_in(self, client, document):
        restrict(document, "login")
        for url in (document.url, document.thumbnail):
            response = client.get(url)
            assert (response.status_code, response["Location"]) == (
                302,
                f"/log-ind/?next={quote(url)}",
            )
        client.force_login(User.objects.create_user("medlem"))
        assert statuses(client, document) == [200, 200]

    def test_for_a_group_sends_others_to_the_sign_in(self, client, document):
        group = Group.objects.create(name="Netværk")
        restrict(document, "groups").groups.add(group)
        user = User.objects.create_user("medlem")
        client.force_login(user)
        assert statuses(client, document) == [302, 302]
        user.groups.add(group)
        assert statuses(client, document) == [200, 200]

    def test_with_a_password_asks_for_it_on_a_page_in_danish(self, client, document):
        restrict(document, "password", password="hemmelig")
        for url in (document.url, document.thumbnail):
            response = client.get(url)
            assert response.status_code == 200
            assert response["Content-Type"] == "text/html; charset=utf-8"
            assert "er kun for dem, der har fået en adgangskode." in response.text

    def test_opens_with_the_right_password(self, client, document):
        restriction = restrict(document, "password", password="hemmelig")
        url = f"/filer/authenticate_with_password/{restriction.pk}/"
        wrong = client.post(url, {"password": "forkert", "return_url": document.url})
        assert wrong.status_code == 200
        assert "Adgangskoden er forkert." in wrong.text
        assert client.get(document.url)["Content-Type"] == "text/html; charset=utf-8"
        right = client.post(url, {"password": "hemmelig", "return_url": document.url})
        assert (right.status_code, right["Location"]) == (302, document.url)
        assert client.get(document.url)["Content-Type"] == "application/pdf"
        assert client.get(document.thumbnail)["Content-Type"] == "image/webp"

    def test_does_not_send_anyone_to_another_site(self, client, document):
        restriction = restrict(document, "password", password="hemmelig")
        response = client.post(
            f"/filer/authenticate_with_password/{restriction.pk}/",
            {"password": "hemmelig", "return_url": "https://evil.example/"},
        )
        assert response["Location"] == "/moeder-og-netvaerk/"
