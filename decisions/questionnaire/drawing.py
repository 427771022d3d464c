"""A form as its templates draw it: every control with its id, options, message and echo."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms

from .asks import ANSWERED, Ask, Raw
from .detail_fields import Tick, Typed
from .families import section_of
from .fields import MAX_TEXT, AnyOf, Number, OneOf, QuestionField
from .forms import PageForm
from .implied import Default
from .page import Section

FEW = 4
SHOWN_OF_A_PASTE = 200  # characters
SHORT = 22  # characters


@dataclass(frozen=True)
class Option:
    """One answer to choose. `alone`: it excludes the others; `under`: questions that open below it."""

    id: str
    value: str
    label: str
    hint: str
    chosen: bool
    alone: bool
    after_or: bool
    under: tuple["Control", ...]


@dataclass(frozen=True)
class Control:
    """One question. `name` is also the id that an error message links to; `after`: questions that any answer opens."""

    name: str
    label: str
    hint: str
    template: str
    value: str
    options: tuple[Option, ...]
    fault: str
    echo: str
    input: str
    unit: str
    heading: bool
    default: Default | None = None
    given: bool = False
    after: tuple["Control", ...] = ()

    @property
    def short(self) -> bool:
        """Whether the options are few and short enough to stand side by side."""
        return len(self.options) <= FEW and all(
            len(one.label) <= SHORT and not (one.hint or one.under) for one in self.options
        )

    @property
    def described_by(self) -> str:
        """Ids of what explains the control, for screen readers."""
        echoed = self.template.endswith("number.html")
        parts = {"hint": self.hint, "default": self.default, "fault": self.fault, "echo": echoed}
        return " ".join(f"{self.name}-{part}" for part, there in parts.items() if there)


@dataclass(frozen=True)
class Part:
    """Questions of a page of details under one heading; `opened`: a rare part that holds an answer or a fault."""

    heading: str
    rare: bool
    opened: bool
    controls: tuple[Control, ...]

    @property
    def explained(self) -> bool:
        """Whether its questions are needs, whose answers want a key."""
        return all(one.name.startswith("scenario-needs-answers-") for one in self.controls)


def controls(form: PageForm, faults: Mapping[str, str], defaults: Mapping[str, Default] | None = None) -> list[Control]:
    """The questions of a page that stand under no other, in order; `defaults` by path, on pages of details."""
    return [_control(form, ask, faults, defaults or {}) for ask in form.asks if ask.under is None]


def parts(form: PageForm, drawn: list[Control]) -> list[Part]:
    """The questions of a page of details by section; sections in which nothing is asked are left out."""
    sections = {ask.name: section_of(form.page, ask) for ask in form.asks}
    found = [(section, [one for one in drawn if sections[one.name] is section]) for section in form.page.sections]
    return [_part(section, tuple(asked)) for section, asked in found if asked]


def _part(section: Section, asked: tuple[Control, ...]) -> Part:
    opened = any(one.given or one.fault for one in asked)
    return Part(section.heading, section.rare, opened, asked)


def every_control(drawn: list[Control]) -> Iterator[Control]:
    """Controls with those under their options."""
    for control in drawn:
        yield control
        for option in control.options:
            yield from every_control(list(option.under))
        yield from every_control(list(control.after))


def _control(form: PageForm, ask: Ask, faults: Mapping[str, str], defaults: Mapping[str, Default]) -> Control:
    field = form.fields[ask.path]
    assert isinstance(field, QuestionField)  # noqa: S101
    raw = form.raw[ask.path]
    options = tuple(_options(form, ask, field, raw, faults, defaults))
    return Control(
        name=ask.name,
        label=str(field.label),
        hint=field.hint,
        template=field.drawn_by,
        value=_shown(raw) if isinstance(raw, str) else "",
        options=options,
        fault=faults.get(ask.name, ""),
        echo=field.echo(raw) if isinstance(field, Number | Typed) else "",
        input=field.widget.attrs.get("inputmode", ""),
        unit=field.unit_in_words if isinstance(field, Number) else "",
        heading=field.label == form.page.title,
        default=defaults.get(ask.path),
        given=bool(raw),
        after=tuple(_under(form, ask, ANSWERED, faults, defaults)),
    )


def _under(
    form: PageForm, ask: Ask, option: str, faults: Mapping[str, str], defaults: Mapping[str, Default]
) -> Iterator[Control]:
    return (_control(form, other, faults, defaults) for other in form.asks if other.under == (ask.path, option))


def _shown(text: str) -> str:
    """What was typed; of a paste too long to be kept only the beginning."""
    return text if len(text) <= MAX_TEXT else text[:SHOWN_OF_A_PASTE]


def _options(
    form: PageForm,
    ask: Ask,
    field: forms.Field,
    raw: Raw,
    faults: Mapping[str, str],
    defaults: Mapping[str, Default],
) -> Iterator[Option]:
    if isinstance(field, Tick):
        yield Option(ask.name, "yes", str(field.label), "", raw == "yes", alone=False, after_or=False, under=())
    if not isinstance(field, OneOf | AnyOf):
        return
    alone = field.alone if isinstance(field, AnyOf) else ("unknown",)
    for place, (value, label) in enumerate(field.labels.items()):
        yield Option(
            id=ask.name if place == 0 else f"{ask.name}-{place}",
            value=value,
            label=label,
            hint=field.hints.get(value, ""),
            chosen=value in raw if isinstance(raw, list) else value == raw,
            alone=value in alone,
            after_or=place > 0 and value == next((one for one in field.labels if one in alone), None),
            under=tuple(_under(form, ask, value, faults, defaults)),
        )
