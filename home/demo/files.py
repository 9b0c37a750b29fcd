"""What saves the demo's images and documents, and finishes both as the task worker would."""

import tomllib
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractUser, Group
from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.content import make_renditions, read_document
from home.demo.accounts import STEERING_GROUP
from home.demo.values import Catalogue

HERE = Path(__file__).parent


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text())


def load_images(catalogue: Catalogue, user: AbstractUser) -> None:
    """Save every image with its renditions."""
    for key, fields in read_toml("images/images.toml").items():
        with (HERE / "images" / f"{key}.png").open("rb") as file:
            image = get_image_model()(
                file=ImageFile(file, f"{key}.png"), uploaded_by_user=user, **fields
            )
            image._set_image_file_metadata()
            image.full_clean()
            image.save()
        make_renditions(image.pk)
        catalogue.add(key, image)


def load_documents(catalogue: Catalogue, user: AbstractUser) -> None:
    """Save every PDF with its number of pages, text and thumbnail."""
    collections = {"": Collection.get_first_root_node(), STEERING_GROUP: internal_collection()}
    for key, fields in read_toml("documents/documents.toml").items():
        collection = collections[fields.pop("collection", "")]
        with (HERE / "documents" / f"{key}.pdf").open("rb") as file:
            document = get_document_model()(
                file=File(file, fields.pop("filename")),
                collection=collection,
                uploaded_by_user=user,
                **fields,
            )
            document.full_clean()
            document.save()
        read_document(document.pk)
        document.refresh_from_db()
        catalogue.add(key, document)


def internal_collection() -> Collection:
    """Make the collection whose documents only the steering group reads."""
    collection = Collection.get_first_root_node().add_child(name=STEERING_GROUP)
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=STEERING_GROUP))
    return collection
