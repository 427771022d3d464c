"""Which cells of a table its list in the admin shows, and by which ones it filters."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from assumptions.admin_forms import label_of
from assumptions.models import BookRow
from estimator.tables import ColumnSpec, TableSpec

_SHOWN_COLUMNS = 8
_SHOWN_FILTERS = 4
_SHOWN_CHARACTERS = 60
_GROUPING = ("group", "provider", "region", "service", "platform", "ladder", "factor", "domain", "product")


def shown_columns(spec: TableSpec) -> list[Callable[[BookRow], str]]:
    """Columns of the list: the key, a label, then what is short."""
    first = [column for column in spec.columns if column.name in (*spec.key_columns, "label")]
    short = [column for column in spec.columns if column.kind != "text" and column not in first]
    return [_cell(column) for column in (first + short)[:_SHOWN_COLUMNS]]


def filters(spec: TableSpec) -> list[type[admin.SimpleListFilter]]:
    """Filters beside the list: what groups the rows, then choices."""
    grouping = [column for column in spec.columns if column.name in _GROUPING]
    choices = [column for column in spec.columns if column.kind == "choice" and column not in grouping]
    return [_filter(column) for column in (grouping + choices)[:_SHOWN_FILTERS]]


def _cell(column: ColumnSpec) -> Callable[[BookRow], str]:
    @admin.display(description=label_of(column.name), ordering=f"values__{column.name}", empty_value="")
    def cell(row: BookRow) -> str:
        return Truncator(row.values.get(column.name, "")).chars(_SHOWN_CHARACTERS)

    return cell


def _filter(column: ColumnSpec) -> type[admin.SimpleListFilter]:
    cell = f"values__{column.name}"

    class ColumnFilter(admin.SimpleListFilter):
        title = label_of(column.name).lower()
        parameter_name = f"only_{column.name}"

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            rows = BookRow.objects.filter(book_id=request.GET["book__id__exact"], table=request.GET["table__exact"])
            values = rows.order_by(cell).values_list(cell, flat=True).distinct()
            return [(value, value) for value in values if value]

        def queryset(self, request: HttpRequest, queryset: QuerySet[BookRow]) -> QuerySet[BookRow]:
            return queryset.filter(**{cell: self.value()}) if self.value() else queryset

    return ColumnFilter
