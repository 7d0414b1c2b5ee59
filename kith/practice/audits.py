"""Case audits as data of a pack: who audits, from which groups of children cases are drawn, and what an audit asks."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kith.practice.entries import Entry, read_toml
from kith.practice.mistakes import Mistakes

FILE = "audits.toml"
STRATA = ("protection", "looked_after", "in_need", "assessed", "closed", "open")
FACTS = (
    "seen", "alone", "words", "assessment", "clocks", "copy", "supervision", "decisions", "agreed", "written",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AuditGrade:
    """One grade, from the best down; its letter stands in the grid."""

    code: str
    letter: str
    title: str
    is_good: bool = False


@dataclass(frozen=True, slots=True)
class Stratum:
    """A group of children from which cases are drawn; ``share`` is how many, against the other groups."""

    code: str
    title: str
    share: int


@dataclass(frozen=True, slots=True)
class AuditStandard:
    """What is graded: its title, a short one for tables, what good looks like, and the facts found for the auditor."""

    code: str
    title: str
    short: str
    good: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditTheme:
    """Something that audits find again and again, ticked where it was found."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class AuditGuide:
    """How a pack audits. ``looks_back`` and ``apart`` are months; one audit in ``second_one_in`` is read twice.

    ``family`` are the questions for the talk with the family.
    """

    roles: tuple[str, ...]
    each_month: int
    looks_back: int
    apart: int
    second_one_in: int
    source: str
    grades: tuple[AuditGrade, ...]
    strata: tuple[Stratum, ...]
    standards: tuple[AuditStandard, ...]
    themes: tuple[AuditTheme, ...]
    family: tuple[str, ...] = ()

    @property
    def content(self) -> dict[str, Any]:
        """The form as it is asked: grades, standards, themes, questions for the family. An audit keeps it."""
        return {
            "grades": [asdict(one) for one in self.grades],
            "standards": [asdict(one) | {"facts": list(one.facts)} for one in self.standards],
            "themes": [asdict(one) for one in self.themes],
            "family": list(self.family),
        }


def read_audits(files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes) -> AuditGuide | None:
    """The guide of ``audits.toml``; None where there is no such file."""
    if FILE not in files:
        return None
    file, path = files[FILE][-1]
    page = Entry(file, "", read_toml(path, file, mistakes), mistakes)
    told = page.table("programme")
    if told is None:
        page.wrong("programme", "This is missing.", "Say who audits in [programme].")
        told = Entry(file, "programme", {}, Mistakes())
    family = page.table("family")
    guide = AuditGuide(
        roles=told.texts("roles"),
        each_month=told.whole("each_month", least=1) or 1,
        looks_back=told.whole("looks_back", least=1) or 6,
        apart=told.whole("apart") or 0,
        second_one_in=told.whole("second_one_in", least=1) or 6,
        source=told.text("source", needed=True),
        grades=tuple(_grade(entry) for entry in page.tables("grade")),
        strata=tuple(_stratum(entry) for entry in page.tables("stratum")),
        standards=tuple(_standard(entry) for entry in page.tables("standard")),
        themes=tuple(_theme(entry) for entry in page.tables("theme")),
        family=family.texts("ask") if family else (),
    )
    told.finish()
    if family:
        family.finish()
    page.finish()
    _check(guide, page)
    return guide


def _grade(entry: Entry) -> AuditGrade:
    found = AuditGrade(
        code=entry.text("code", needed=True),
        letter=entry.text("letter", needed=True),
        title=entry.text("title", needed=True),
        is_good=entry.yes("is_good"),
    )
    entry.finish()
    return found


def _stratum(entry: Entry) -> Stratum:
    found = Stratum(entry.one_of("code", STRATA), entry.text("title", needed=True), entry.whole("share") or 0)
    entry.finish()
    return found


def _standard(entry: Entry) -> AuditStandard:
    title = entry.text("title", needed=True)
    found = AuditStandard(
        code=entry.text("code", needed=True),
        title=title,
        short=entry.text("short") or title,
        good=entry.text("good", needed=True),
        facts=entry.texts("facts"),
    )
    for fact in found.facts:
        if fact not in FACTS:
            entry.wrong("facts", f"There is no fact '{fact}'.", f"Known: {', '.join(FACTS)}.")
    entry.finish()
    return found


def _theme(entry: Entry) -> AuditTheme:
    found = AuditTheme(entry.text("code", needed=True), entry.text("title", needed=True))
    entry.finish()
    return found


def _check(guide: AuditGuide, page: Entry) -> None:
    """At least two grades and a standard, a group to draw from, and no code and no letter twice."""
    if len(guide.grades) < 2:
        page.wrong("grade", "There are fewer than two grades.")
    if not guide.standards:
        page.wrong("standard", "There is no standard.")
    if not any(one.share for one in guide.strata):
        page.wrong("stratum", "No group of children has a share, so that nothing could be drawn.")
    told: dict[str, list[str]] = {
        "grade": [one.code for one in guide.grades],
        "stratum": [one.code for one in guide.strata],
        "standard": [one.code for one in guide.standards],
        "theme": [one.code for one in guide.themes],
    }
    letters = [one.letter for one in guide.grades]
    for name, codes in (*told.items(), ("grade", letters)):
        for code in sorted({one for one in codes if codes.count(one) > 1}):
            page.wrong(name, f"'{code}' stands here twice.")


def check_audits(guide: AuditGuide | None, roles: Collection[str], mistakes: Mistakes) -> None:
    """Every role that audits exists. A pack without roles of its own is not asked."""
    for role in guide.roles if guide and roles else ():
        if role not in roles:
            mistakes.unknown(FILE, "programme.roles", "role", role, roles)
