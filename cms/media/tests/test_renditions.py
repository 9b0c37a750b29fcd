"""Renditions exist before a page asks for them."""

import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from cms.media.models import Image
from cms.media.tests.factories import ImageFactory, image_file

SPECS = [
    "fill-400x225|format-webp",
    "fill-800x450|format-webp",
    "width-640|format-webp",
    "width-1280|format-webp",
    "fill-160x160|format-webp",
    "fill-320x320|format-webp",
    "fill-1200x630|format-jpeg",
]


def specs(image: Image) -> list[str]:
    return [rendition.filter_spec for rendition in image.public_renditions()]


@pytest.fixture
def image(db, django_capture_on_commit_callbacks) -> Image:
    """An image whose task has run."""
    with django_capture_on_commit_callbacks(execute=True):
        return ImageFactory()


@pytest.fixture
def waiting_image(db) -> Image:
    """An image whose task was lost."""
    return ImageFactory()


def test_a_task_makes_every_rendition_that_pages_may_show(image):
    sizes = [(r.filter_spec, r.width, r.height) for r in image.public_renditions()]
    assert sizes == [
        ("fill-400x225|format-webp", 400, 225),
        ("fill-800x450|format-webp", 800, 450),
        ("width-640|format-webp", 640, 480),
        ("width-1280|format-webp", 1280, 960),
        ("fill-160x160|format-webp", 160, 160),
        ("fill-320x320|format-webp", 320, 320),
        ("fill-1200x630|format-jpeg", 1200, 630),
    ]


def test_their_paths_cannot_be_guessed_either(image):
    tokens = set()
    for rendition in image.public_renditions():
        folder, token, name = rendition.file.name.split("/")
        assert (folder, len(token)) == ("renditions", 22)
        assert rendition.url == f"/media/renditions/{token}/{name}"
        tokens.add(token)
    assert len(tokens) == len(SPECS)


def test_what_a_lost_task_left_undone_is_made_up_for(waiting_image):
    assert specs(waiting_image) == []
    call_command("finish_uploads")
    assert specs(waiting_image) == SPECS


def test_finished_images_cost_no_work(image, django_assert_num_queries):
    ImageFactory(focal_point_x=10, focal_point_y=10, focal_point_width=5, focal_point_height=5)
    call_command("finish_uploads")
    # Root collection (for an empty Image), images with and without focal point, renditions of the
    # former, documents, those whose pages search doesn't know, and those of which nobody knows
    # whether they are tagged.
    with django_assert_num_queries(7):
        call_command("finish_uploads")


def test_only_missing_renditions_are_made(image):
    kept = image.renditions.get(filter_spec=SPECS[1]).file.name
    image.renditions.get(filter_spec=SPECS[0]).delete()
    call_command("finish_uploads")
    assert specs(image) == SPECS
    assert image.renditions.get(filter_spec=SPECS[1]).file.name == kept


def test_a_new_spec_in_the_settings_is_made_for_old_images(image, settings):
    settings.RENDITION_SPECS = settings.RENDITION_SPECS | {"tiny": ["width-50|format-webp"]}
    call_command("finish_uploads")
    assert specs(image) == [*SPECS, "width-50|format-webp"]


def test_a_moved_focal_point_makes_new_crops_and_shows_the_old_ones_until_then(image):
    before = {r.filter_spec: r.url for r in image.public_renditions()}
    image.focal_point_x, image.focal_point_y = 10, 10
    image.focal_point_width = image.focal_point_height = 20
    image.save()
    assert {r.filter_spec: r.url for r in image.public_renditions()} == before
    call_command("finish_uploads")
    after = {r.filter_spec: r.url for r in image.public_renditions()}
    changed = [spec for spec in SPECS if after[spec] != before[spec]]
    assert changed == [spec for spec in SPECS if spec.startswith("fill")]


class TestABrokenFile:
    def test_is_logged_and_the_others_are_made(self, db, caplog):
        broken, whole = ImageFactory(), ImageFactory()
        broken.file.storage.delete(broken.file.name)
        with caplog.at_level(logging.ERROR, "cms.media"):
            call_command("finish_uploads")
        assert [record.getMessage() for record in caplog.records] == [
            f"Image {broken.pk} has no rendition {SPECS[0]}"
        ]
        assert (specs(broken), specs(whole)) == ([], SPECS)

    def test_is_not_tried_again_within_the_hour_but_after_it(self, waiting_image, caplog):
        storage, name = waiting_image.file.storage, waiting_image.file.name
        storage.delete(name)
        call_command("finish_uploads")
        caplog.clear()
        storage.save(name, image_file())
        call_command("finish_uploads")
        assert (specs(waiting_image), caplog.records) == ([], [])
        Image.objects.update(renditions_failed_at=now() - timedelta(hours=1, seconds=1))
        call_command("finish_uploads")
        assert specs(waiting_image) == SPECS
        assert Image.objects.get().renditions_failed_at is None


class TestQueries:
    def test_prefetched_renditions_cost_none(self, db, django_assert_num_queries):
        for _ in range(3):
            ImageFactory()
        call_command("finish_uploads")
        images = list(Image.objects.prefetch_related("renditions"))
        with django_assert_num_queries(0):
            assert [specs(image) for image in images] == [SPECS] * 3

    def test_a_single_image_costs_one(self, image, django_assert_num_queries):
        fresh = Image.objects.get()
        with django_assert_num_queries(1):
            assert specs(fresh) == SPECS
