"""Forms of the admin: the cells of one row, made from the declared columns of its table, and what pages ask."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget

from assumptions.drafts import fingerprint, row_faults
from assumptions.models import Book, BookRow
from estimator.tables import TABLES, UNITS, ColumnSpec, TableSpec

if TYPE_CHECKING:
    RowModelForm = forms.ModelForm[BookRow]
    BookModelForm = forms.ModelForm[Book]
else:
    RowModelForm = BookModelForm = forms.ModelForm

CELL = "cell_"  # before a column's name, so that no column can be taken for a field of the model
_WRITTEN = {
    "usd": "USD",
    "vcpu": "vCPU",
    "gb": "GB",
    "sku": "SKU",
    "rto": "RTO",
    "rpo": "RPO",
    "aws": "AWS",
    "id": "ID",
}
_FAULT_OF_CELL = re.compile(r"\w+\.csv row \d+, column (?P<column>\w+): (?P<what>.*)", re.DOTALL)
_LONG_CHARACTERS = 60
_KIND_HELP = {
    "number": "A number with a point, such as 1234.5",
    "integer": "A whole number",
    "date": "YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY or undated",
}


def label_of(column: str) -> str:
    """Name of a column for people."""
    text = " ".join(_WRITTEN.get(word, word) for word in column.split("_"))
    return text[:1].upper() + text[1:]


def help_of(spec: TableSpec, column: ColumnSpec, unit: str) -> str:
    """What a cell may hold, in a sentence or two."""
    parts = [_KIND_HELP.get(column.kind, "")]
    if column.minimum is not None:
        parts[0] += f", at least {column.minimum:g}"
    if column.maximum is not None:
        parts[0] += f", at most {column.maximum:g}"
    if column.kind == "number" and unit:
        parts[0] += f"; in {unit}"
    if column.name in spec.key_columns:
        parts.append("Part of the key that makes the row unique in its table")
    if not column.required:
        parts.append("Empty means not known, or does not apply")
    return ". ".join(part for part in parts if part)


def field_of(spec: TableSpec, column: ColumnSpec, value: str, unit: str) -> forms.Field:
    """The form field of one column."""
    shown: dict[str, Any] = {
        "label": label_of(column.name),
        "required": column.required,
        "help_text": help_of(spec, column, unit),
        "initial": value,
    }
    words = sorted(UNITS) if column.kind == "unit" else column.choices
    if column.several:
        return forms.MultipleChoiceField(
            choices=[(word, word) for word in words],
            widget=forms.CheckboxSelectMultiple,
            **shown | {"initial": value.split(";")},
        )
    if words:
        return forms.ChoiceField(choices=[(word, word) for word in ("", *words) if word or not value], **shown)
    long = column.kind == "text" and column.name not in spec.key_columns and len(value) > _LONG_CHARACTERS
    widget = AdminTextareaWidget(attrs={"rows": 4}) if long else AdminTextInputWidget()
    return forms.CharField(strip=False, widget=widget, **shown)


class RowForm(RowModelForm):
    """Cells of one row of a draft; `row_form` adds a field for each column."""

    spec: TableSpec
    draft: Book
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        """The cells are no fields of the model: `publishing` stores them."""

        model = BookRow
        fields: tuple[str, ...] = ()

    def cells(self) -> dict[str, str]:
        """The row as it would be stored."""
        values = {name: self.cleaned_data.get(CELL + name, "") for name in self.spec.column_names}
        return {
            name: ";".join(value) if isinstance(value, list) else value.replace("\r\n", "\n")
            for name, value in values.items()
        }

    def clean(self) -> dict[str, Any]:
        """Show every fault of the row at its cell."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        row = self.instance if self.instance.pk else None
        for fault in row_faults(self.draft, self.spec.name, self.cells(), row, self.cleaned_data["seen"]):
            cell = _FAULT_OF_CELL.match(fault)
            self.add_error(CELL + cell["column"] if cell else None, cell["what"] if cell else fault)
        return cleaned


def row_form(table: str, draft: Book, row: BookRow | None = None) -> type[RowForm]:
    """The form class for a row of this table of this draft."""
    spec = TABLES[table]
    values = row.values if row else {}
    fields: dict[str, Any] = {
        CELL + column.name: field_of(spec, column, values.get(column.name, ""), values.get("unit", ""))
        for column in spec.columns
    }
    if row:
        fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=fingerprint(row))
    return type("RowForm", (RowForm,), fields | {"spec": spec, "draft": draft})


class DetailsForm(BookModelForm):
    """What a draft says of itself."""

    class Meta:
        """The fields that its author may set."""

        model = Book
        fields = ("label", "as_of", "default_staffing_basis", "rests_on")
        help_texts = {
            "as_of": "Day of the state of knowledge; prices older than a year are pointed out on every result.",
            "default_staffing_basis": "Staffing basis of the headline figures.",
            "rests_on": "What the figures rest on, in a sentence.",
        }


class LabelForm(forms.Form):
    """Asks for the name of a new draft."""

    label = forms.CharField(
        max_length=200, widget=AdminTextInputWidget, help_text="A name that tells the draft from other books."
    )


class ReasonForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(
        widget=AdminTextareaWidget(attrs={"rows": 3}), max_length=2000, help_text="Stays with the book for good."
    )


class ImportForm(forms.Form):
    """Asks for the CSV file of one table."""

    table = forms.ChoiceField(choices=[(name, label_of(name)) for name in TABLES])
    file = forms.FileField(
        label="CSV file",
        help_text="UTF-8, all columns of the table in any order. It replaces every row of the table, or nothing.",
    )
