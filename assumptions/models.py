"""What is stored of books. `publishing` is the only writer; published ones resist even SQL (see triggers)."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class PublishedBookError(Exception):
    """Somebody tried to change a book that is published."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Book {number} is published and cannot change. Start a draft from it and publish that.")


class BookQuerySet(models.QuerySet["Book"]):
    """Books; bulk changes stop at published ones."""

    def published(self) -> Self:
        """Those that estimates may use."""
        return self.filter(status=Book.PUBLISHED)

    def newest_shipped(self, number: int) -> "Book | None":
        """The newest loaded revision of a shipped book."""
        shipped = self.published().filter(origin=Book.SHIPPED, shipped_number=number)
        return shipped.order_by("-revision").first()

    def update(self, **values: Any) -> int:
        """As usual, for drafts only."""
        _refuse(self.published())
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As usual, for drafts only."""
        _refuse(self.published())
        return super().delete()


class Book(models.Model):
    """One numbered set of tables. `shipped_number`: the shipped book that it is, or descends from."""

    DRAFT, PUBLISHED = "draft", "published"
    SHIPPED, OWN = "shipped", "own"

    number = models.PositiveIntegerField(unique=True)
    shipped_number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    label = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices={SHIPPED: "shipped", OWN: "own"})
    status = models.CharField(max_length=10, choices={DRAFT: "draft", PUBLISHED: "published"}, default=DRAFT)
    as_of = models.DateField("as of")
    default_staffing_basis = models.CharField(max_length=10, choices={"quarters": "quarters", "tasks": "tasks"})
    model_version = models.CharField(max_length=20)
    rests_on = models.TextField(blank=True)
    values_hash = models.CharField(max_length=64, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    publish_reason = models.TextField(blank=True)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="drafts")

    shipped_base = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # an own book had every row of it before its author, so what it lacks of that was taken out on purpose

    objects = BookQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ["-number"]
        permissions = [
            ("publish_book", "Can publish a draft"),
            ("make_current_book", "Can choose the book of new estimates"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["draft", "published"]), name="book_status_known"),
            models.CheckConstraint(
                condition=Q(status="draft") | (~Q(content_hash="") & Q(published_at__isnull=False)),
                name="published_book_is_sealed",
            ),
            models.UniqueConstraint(
                fields=["shipped_number", "revision"],
                condition=Q(origin="shipped"),
                name="one_book_a_revision",
            ),
        ]

    def __str__(self) -> str:
        """Number and label."""
        return f"Book {self.number}: {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a draft, or the step from draft to published."""
        _refuse(Book.objects.published().filter(pk=self.pk))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft with its rows."""
        _refuse(Book.objects.published().filter(pk=self.pk))
        return super().delete(*args, **kwargs)

    @property
    def is_draft(self) -> bool:
        """Whether it can still change."""
        return self.status == self.DRAFT


class BookRowQuerySet(models.QuerySet["BookRow"]):
    """Rows; bulk changes stop at those of published books."""

    def update(self, **values: Any) -> int:
        """As usual, for rows of drafts only."""
        _refuse(Book.objects.published().filter(pk__in=self.order_by().values("book_id")))
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As usual, for rows of drafts only."""
        _refuse(Book.objects.published().filter(pk__in=self.order_by().values("book_id")))
        return super().delete()

    def bulk_create(self, objs: Iterable["BookRow"], *args: Any, **kwargs: Any) -> list["BookRow"]:
        """As usual, into drafts only."""
        rows = list(objs)
        _refuse(Book.objects.published().filter(pk__in={row.book_id for row in rows}))
        return super().bulk_create(rows, *args, **kwargs)


class BookRow(models.Model):
    """One row of one table: `values` are its cells as written, `key` its key cells joined by "/"."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=1000)
    values = models.JSONField()

    objects = BookRowQuerySet.as_manager()

    class Meta:
        """In the order of the table."""

        ordering = ["table", "position", "pk"]
        verbose_name = "row"
        constraints = [models.UniqueConstraint(fields=["book", "table", "key"], name="one_row_a_key")]

    def __str__(self) -> str:
        """Table and key."""
        return f"{self.table}/{self.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a row of a draft."""
        _refuse(Book.objects.published().filter(Q(pk=self.book_id) | Q(rows=self.pk)))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a row of a draft."""
        _refuse(Book.objects.published().filter(Q(pk=self.book_id) | Q(rows=self.pk)))
        return super().delete(*args, **kwargs)


class CurrentBook(models.Model):
    """Which book serves new estimates since when; the newest row counts, earlier ones are history."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()

    class Meta:
        """Newest first."""

        ordering = ["-pk"]
        get_latest_by = "pk"

    def __str__(self) -> str:
        """Book and day."""
        return f"{self.book} since {self.since:%Y-%m-%d}"


def _refuse(published: models.QuerySet[Book]) -> None:
    number = published.values_list("number", flat=True).first()
    if number is not None:
        raise PublishedBookError(number)
