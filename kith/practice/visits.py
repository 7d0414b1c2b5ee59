"""Visits as data of a pack: how often children are seen, and what each kind of visit asks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kith.practice.dated import check_days, verified
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.forms import Form, Question
from kith.practice.lists import CodeList
from kith.practice.mistakes import Mistakes

FILE = "visits.toml"
INVOLVEMENT = "involvement"
# ways in which a child stands with the service that may have a visit clock of their own
STANDINGS = ("in_need", "protection", "looked_after", "care_leaver", "private_fostering")
SEEN = ("seen", "alone")
FORM = "visit"  # every question that some kind of visit asks stands in this form
BEDROOM = "bedroom_seen"  # the question whose answer is counted: it is kept in a column
ASKED = (
    "text",
    "words",
    "choice",
    "several",
    "date",
    "number",
    "yes_no_unknown",
)  # without the desk, in a car


@dataclass(frozen=True, slots=True)
class VisitClock:
    """One clock: during what it runs, how long it is, and which visits set it back to its beginning.

    ``during`` is ``involvement`` (the child's case is open), a kind of step (such work is under way) or a way in which
    the child stands with the service (``STANDINGS``); it does not run during what ``yields_to`` names. ``kinds`` are
    codes of the list ``visit_kind``; none means every kind. ``seen`` is ``seen``, or ``alone`` where only that counts.
    """

    code: str
    title: str
    during: str
    working_days: int | None
    calendar_days: int | None
    kinds: tuple[str, ...]
    seen: str
    statutory: bool
    source: str
    verified: bool = True
    caution: str = ""
    since: date | None = None
    until: date | None = None
    yields_to: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the clock runs on a day."""
        return in_force(self.since, self.until, day)

    def counts(self, kind: str, seen: str) -> bool:
        """Whether a child seen like this on a visit of this kind counts. A kind one may not know of ("") does."""
        return seen in self.ways and (not self.kinds or not kind or kind in self.kinds)

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways of having been seen that count."""
        return (self.seen,) if self.seen == "alone" else SEEN


@dataclass(frozen=True, slots=True)
class VisitKind:
    """What one kind of visit asks beside who was seen, and the law that names such a visit, where one does.

    ``asks`` are ids of questions in the form ``visit``; ``code`` is of the list ``visit_kind``.
    """

    code: str
    asks: tuple[str, ...] = ()
    statutory: str = ""
    verified: bool = True
    caution: str = ""
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this is asked on a day."""
        return in_force(self.since, self.until, day)

    def form(self, form: Form, title: str = "") -> Form:
        """The part of the form that this kind of visit asks."""
        questions = tuple(one for one in form.questions if one.id in self.asks)
        sections = tuple(one for one in form.sections if any(asked.section == one.id for asked in questions))
        return replace(form, title=title or form.title, sections=sections, questions=questions)


@dataclass(frozen=True, slots=True)
class Visits:
    """Everything ``visits.toml`` says."""

    clocks: tuple[VisitClock, ...] = ()
    kinds: tuple[VisitKind, ...] = ()

    def kinds_on(self, day: date) -> dict[str, VisitKind]:
        """The kinds of visit that ask something or that a law names, on a day."""
        return {one.code: one for one in self.kinds if one.holds_on(day)}


def read_visits(files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes) -> Visits:
    """What ``visits.toml`` says; nothing where there is no such file."""
    if FILE not in files:
        return Visits()
    file, path = files[FILE][-1]
    page = Entry(file, "", read_toml(path, file, mistakes), mistakes)
    held = Visits(
        tuple(_clock(entry) for entry in page.tables("clock")),
        tuple(_kind(entry) for entry in page.tables("kind")),
    )
    page.finish()
    check_days(page, "clock", held.clocks, lambda one: f"clocks {one.code}")
    check_days(page, "kind", held.kinds, lambda one: f"kinds {one.code}")
    return held


def _clock(entry: Entry) -> VisitClock:
    since, until = entry.span()
    working, calendar = entry.whole("working_days", least=1), entry.whole("calendar_days", least=1)
    if (working is None) == (calendar is None):
        entry.wrong("working_days", "Say working_days or calendar_days, one of them.")
    is_verified, caution = verified(entry)
    clock = VisitClock(
        code=entry.text("code", needed=True),
        title=entry.text("title", needed=True),
        during=entry.text("during", needed=True),
        working_days=working,
        calendar_days=calendar,
        kinds=entry.texts("kinds"),
        seen=entry.one_of("seen", SEEN, "seen"),
        statutory=entry.yes("statutory"),
        source=entry.text("source", needed=True),
        verified=is_verified,
        caution=caution,
        since=since,
        until=until,
        yields_to=entry.texts("yields_to"),
    )
    entry.finish()
    return clock


def _kind(entry: Entry) -> VisitKind:
    code = entry.text("code", needed=True)
    entry.name = f"kind {code}" if code else entry.name
    since, until = entry.span()
    is_verified, caution = verified(entry)
    kind = VisitKind(code, entry.texts("asks"), entry.text("statutory"), is_verified, caution, since, until)
    entry.finish()
    return kind


def check_visits(
    held: Visits,
    steps: Collection[str],
    kinds: CodeList | None,
    forms: Mapping[str, Form],
    mistakes: Mistakes,
) -> None:
    """Every clock runs during something that exists and counts kinds that exist; every question asked is there."""
    known = {code.code for code in kinds.codes} if kinds else set()
    times = [INVOLVEMENT, *STANDINGS, *steps]
    for clock in held.clocks:
        if clock.during not in times:
            mistakes.unknown(FILE, f"{clock.code}.during", "kind of step", clock.during, times)
        for other in clock.yields_to:
            if other not in times:
                mistakes.unknown(FILE, f"{clock.code}.yields_to", "kind of step", other, times)
        for kind in clock.kinds:
            if kind not in known:
                mistakes.unknown(FILE, f"{clock.code}.kinds", "kind of visit", kind, known)
    form = forms.get(FORM)
    questions = {one.id: one for one in form.questions} if form else {}
    for one in held.kinds:
        if one.code not in known:
            mistakes.unknown(FILE, f"kind {one.code}.code", "kind of visit", one.code, known)
        _check_asked(one, questions, mistakes)
    _check_form(questions, mistakes)


def _check_asked(kind: VisitKind, questions: Mapping[str, Question], mistakes: Mistakes) -> None:
    place = f"kind {kind.code}.asks"
    for name in kind.asks:
        if name not in questions:
            mistakes.unknown(FILE, place, f"question of forms/{FORM}.toml", name, questions)
        elif (shown := questions[name].show_if) and shown.question not in kind.asks:
            words = f"“{name}” depends on “{shown.question}”, which this kind does not ask."
            mistakes.add(FILE, place, words, "Ask both, or neither.")


def _check_form(questions: Mapping[str, Question], mistakes: Mistakes) -> None:
    """What is asked beside a visit can be answered anywhere, by somebody, and what is counted can be counted."""
    file = f"forms/{FORM}.toml"
    for one in questions.values():
        place = f"question {one.id}"
        if one.kind not in ASKED:
            mistakes.add(
                file, place, f"No visit can ask a question of kind {one.kind}.", f"Known: {', '.join(ASKED)}."
            )
        if one.differs or one.pulls:
            mistakes.add(
                file, place, "A visit knows neither differs nor pulls.", "Use per_child, or leave it out."
            )
        if one.id == BEDROOM and (one.kind != "yes_no_unknown" or not one.per_child):
            mistakes.add(
                file,
                place,
                "This is counted for each child.",
                'It is per_child, and of kind "yes_no_unknown".',
            )
