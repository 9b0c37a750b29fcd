"""The tables of the log. Triggers and the functions in `sql/` write them; Python reads."""

from enum import StrEnum

from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    """Why a page is not to be kept (any more)."""

    DELETED = "deleted"
    UNPUBLISHED = "unpublished"
    #: It is live, and kept from the public: by a view restriction, or because its type is absent.
    RESTRICTED = "restricted"
    #: It is public, and not among the pages that were asked for.
    UNMATCHED = "unmatched"


class Head(models.Model):
    """The one row whose lock puts commits in order."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    #: Number of the last commit that changed a publication.
    sequence = models.BigIntegerField(default=0)
    #: How many commits changed something watched, whether a publication shows it or not.
    version = models.BigIntegerField(default=0, db_default=0)
    #: `fingerprint()` of the code that the site runs. Other code builds, but does not store.
    fingerprint = models.CharField(max_length=64, default="")
    #: Number of the last tombstone that was removed for its age, see `cms.publications.tombstones`.
    forgotten = models.BigIntegerField(default=0, db_default=0)
    #: The same two, of the last commit that changed a restricted page: only who has a key is told.
    keyed_sequence = models.BigIntegerField(default=0, db_default=0)
    keyed_forgotten = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="publications_one_head")]


class Publication(models.Model):
    """A page that is public, or once was: then the row is a tombstone, and empty."""

    # Not a foreign key in the database: a tombstone outlives its page.
    page = models.OneToOneField(
        "wagtailcore.Page",
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="publication",
    )
    #: Number of the commit that last changed the page or something it shows, or of the release
    #: whose code writes it otherwise.
    sequence = models.BigIntegerField()
    #: Number of the commit that last changed the page itself.
    content_sequence = models.BigIntegerField()
    #: Whether the page was visible as of `sequence`. Whether it is now, only `visibility` tells.
    was_public = models.BooleanField()
    #: When `sequence` was given.
    at = models.DateTimeField()
    #: Of the page as it was last public: its content type, and `Page.url_path`, "" if that is to be
    #: forgotten too.
    type_id = models.IntegerField()
    url_path = models.TextField()
    #: Why a tombstone is one, see `Reason`; "" of a public page.
    reason = models.CharField(max_length=20)
    #: JSON with the site's own URLs under `SITE_ORIGIN`; None: changed and not built yet.
    representation = models.TextField(null=True)
    card = models.TextField(null=True)
    #: SHA-256 of the representation, hexadecimal.
    digest = models.CharField(max_length=64, null=True)
    #: `fingerprint()` of the code that built the representation.
    fingerprint = models.CharField(max_length=64, default="")
    #: How often the row was filled: tells a builder that another one was faster.
    builds = models.BigIntegerField(default=0)
    #: What went wrong when it was last built, and when; the rest of the page may be there.
    error = models.TextField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [
            models.Index(fields=["sequence", "page"], name="publications_in_order"),
            models.Index(
                fields=["at"], condition=Q(was_public=False), name="publications_tombstones"
            ),
            models.Index(
                "sequence",
                condition=Q(was_public=True, representation=None),
                name="publications_unbuilt",
            ),
            models.Index("failed_at", condition=~Q(error=None), name="publications_failed"),
            # Asked for whenever there is nothing at an address.
            HashIndex(
                fields=["url_path"],
                condition=Q(was_public=False),
                name="publications_once_here",
            ),
        ]

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"page {self.page_id} as of {self.sequence}"


class Removal(models.Model):
    """What an editor has said of a page that was public and was taken down: gone when the page is
    public again, or its tombstone goes.
    """

    page_id = models.IntegerField(primary_key=True)
    #: The reason in the editor's words, "" for none.
    note = models.TextField(blank=True)
    #: The key of the page that took its place.
    replaced_by = models.IntegerField(null=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"page {self.page_id}"


class SearchEntry(models.Model):
    """By what a page is found: made of its representation, and deleted when the page changes.

    Beside the publication and not in it: an index of words costs much to write, and each new
    sequence would write it anew.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="search_entry",
    )
    #: Danish stems and plain words; weights A to D: title, lede, body, names of what it shows.
    vector = SearchVectorField()
    #: What fragments are taken from.
    text = models.TextField()
    #: What dates the page in lists and facets.
    date = models.DateField(null=True)

    class Meta:
        indexes = [GinIndex("vector", name="publications_words")]

    wagtail_reference_index_ignore = True


class Word(models.Model):
    """The vocabulary: each word that a page has had. Whether a visible page has it is asked before
    it is proposed to anyone.
    """

    word = models.TextField(primary_key=True, db_collation="C")

    wagtail_reference_index_ignore = True


class SiteRepresentation(models.Model):
    """What the pages of a site show besides their content."""

    #: Of `wagtailcore.Site`; the row of a site that is gone is read by nobody.
    site_id = models.IntegerField(primary_key=True)
    #: `Head.version` as it was built: it holds as long as that is the head's.
    version = models.BigIntegerField()
    #: `fingerprint()` of the code that built it.
    fingerprint = models.CharField(max_length=64)
    #: JSON with the site's own URLs under `SITE_ORIGIN`.
    representation = models.TextField()

    wagtail_reference_index_ignore = True


class Moment(models.Model):
    """A moment that something stored depends on: a representation shows or hides a part at it.

    The follower sets `passed` when the moment comes, which empties what depends on it like any
    other change of what it shows. Builds and checks read the row and not the clock, so what is
    stored stays equal to a new build.
    """

    #: The instant in UTC, as ISO 8601 has it.
    key = models.CharField(primary_key=True, max_length=40)
    instant = models.DateTimeField()
    passed = models.BooleanField()

    class Meta:
        indexes = [models.Index("instant", condition=Q(passed=False), name="publications_due")]

    wagtail_reference_index_ignore = True


class Dependency(models.Model):
    """A row of any table that a page's representation was made of, whether it exists or not.

    `kind` is the table of the row's root model (that of `Page` for pages of every type), `object`
    the row's primary key as text.
    """

    pk = models.CompositePrimaryKey("page_id", "kind", "object")
    page_id = models.IntegerField()
    kind = models.CharField(max_length=63)
    object = models.TextField()
    #: Whether the representation contains the object, and not just would if it were visible.
    shown = models.BooleanField()

    class Meta:
        # With `shown`, so that a search counts the topics of thousands of pages in the index alone.
        indexes = [
            models.Index(
                fields=["kind", "object", "page_id"],
                include=["shown"],
                name="publications_dependents",
            )
        ]

    wagtail_reference_index_ignore = True


class RestrictedPublication(models.Model):
    """A page that is live in a place where view restrictions let some accounts in, or was there
    once: then the row is a tombstone. A page that moves, or lets others in, leaves a tombstone for
    who could read it before. Only who has a key reads these rows.
    """

    pk = models.CompositePrimaryKey("page_id", "path", "room")
    page_id = models.IntegerField()
    #: `Page.path` there.
    path = models.TextField(db_collation="C")
    #: Whom its restrictions let in: JSON, a list of lists of groups, see `publications_rooms`.
    room = models.TextField()
    #: As in `Publication`; `is_there`, `digest` and `failed_at` as of `sequence`.
    sequence = models.BigIntegerField()
    content_sequence = models.BigIntegerField()
    is_there = models.BooleanField()
    at = models.DateTimeField()
    type_id = models.IntegerField()
    url_path = models.TextField()
    reason = models.CharField(max_length=20)
    #: Of the representation, which is built whenever it is read; None: it was not built since.
    digest = models.CharField(max_length=64, null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sequence", "page_id"], name="publications_restricted"),
            models.Index(
                "failed_at", condition=~Q(failed_at=None), name="publications_failed_there"
            ),
        ]

    wagtail_reference_index_ignore = True


class RestrictedDependency(models.Model):
    """`Dependency` of restricted pages, as they were last built."""

    pk = models.CompositePrimaryKey("page_id", "kind", "object")
    page_id = models.IntegerField()
    kind = models.CharField(max_length=63)
    object = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object", "page_id"], name="publications_of_restricted")
        ]

    wagtail_reference_index_ignore = True


class Mark(models.Model):
    """ "This row changed", written in the transaction `xact` and deleted when it commits.

    `kind` and `object` are as in `Dependency`, or one of the kinds of `watching.Scope`.
    """

    id = models.BigAutoField(primary_key=True)
    xact = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=63)
    object = models.TextField()

    wagtail_reference_index_ignore = True


class Flush(models.Model):
    """ "This transaction has marks": its deferred trigger numbers them at commit, in two stages."""

    pk = models.CompositePrimaryKey("xact", "stage")
    xact = models.BigIntegerField()
    stage = models.SmallIntegerField()

    wagtail_reference_index_ignore = True
