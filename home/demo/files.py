"""Draws the images, sets the PDFs, and finishes both as the task worker would."""

from io import BytesIO

from django.contrib.auth.models import AbstractUser, Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.content import make_renditions, read_document
from home.demo.accounts import STEERING_GROUP
from home.demo.documents import DOCUMENTS
from home.demo.pdfs import PAPERS
from home.demo.pdfs.typesetting import typeset
from home.demo.pictures import IMAGES
from home.demo.streams import Catalogue

INTERNAL_COLLECTION = "Styregruppen"


def draw_images(catalogue: Catalogue, user: AbstractUser) -> None:
    """Save every image with its renditions."""
    for wanted in IMAGES:
        png = BytesIO()
        # The drawings have few colours, so little is gained by compressing longer.
        wanted.draw().finish().save(png, "PNG", compress_level=3)
        image = get_image_model()(
            title=wanted.title,
            file=ImageFile(png, f"{wanted.key}.png"),
            description=wanted.alt,
            is_decorative=not wanted.alt,
            credit=wanted.credit,
            uploaded_by_user=user,
        )
        image._set_image_file_metadata()
        image.full_clean()
        image.save()
        make_renditions(image.pk)
        catalogue["image", wanted.key] = image


def set_documents(catalogue: Catalogue, user: AbstractUser) -> None:
    """Save every PDF with its number of pages, text and thumbnail."""
    open_to_all = Collection.get_first_root_node()
    internal = open_to_all.add_child(instance=Collection(name=INTERNAL_COLLECTION))
    restriction = CollectionViewRestriction.objects.create(
        collection=internal, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=STEERING_GROUP))
    model = get_document_model()
    for wanted in DOCUMENTS:
        document = model(
            title=wanted.title,
            file=ContentFile(typeset(PAPERS[wanted.key]), wanted.filename),
            language=wanted.language,
            accessibility_status=model.AccessibilityStatus.PARTLY,
            collection=internal if wanted.internal else open_to_all,
            uploaded_by_user=user,
        )
        document.full_clean()
        document.save()
        read_document(document.pk)
        document.refresh_from_db()
        catalogue["document", wanted.key] = document
