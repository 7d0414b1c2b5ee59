"""One practice: what holds here while a pack is in force, read from its files through the layers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kith.practice.audits import AuditGuide, check_audits, read_audits
from kith.practice.budgets import Budgets, check_budgets, read_budgets
from kith.practice.checklists import Checklist, of_day, read_checklists
from kith.practice.checks import check_practice
from kith.practice.entries import Entry, read_toml
from kith.practice.form_reading import read_form
from kith.practice.forms import Form
from kith.practice.layers import Layered, PackFolder, layered_page, merged_files
from kith.practice.letter_reading import CONTACT, read_letters
from kith.practice.letters import Letter
from kith.practice.list_reading import read_targets
from kith.practice.listening import Listening, check_listening, read_listening
from kith.practice.lists import CodeList
from kith.practice.mistakes import Mistakes
from kith.practice.retention import Retention, read_retention
from kith.practice.roles import OWN_FAMILIES, Role
from kith.practice.standards import Standards, check_standards, read_standards
from kith.practice.step_reading import read_roles, read_steps
from kith.practice.steps import StepKind
from kith.practice.supervision import Interval, check_supervision, read_supervision
from kith.practice.targets import CaseloadLimit, Comparator, ReportLimit, Scorecard, Target
from kith.practice.threshold_reading import read_thresholds
from kith.practice.thresholds import ThresholdGuide
from kith.practice.timescales import TimescaleKind, read_timescales
from kith.practice.visits import FORM, VisitClock, Visits, check_visits, read_visits

Files = dict[str, list[tuple[str, Path]]]


@dataclass(frozen=True)
class Practice:
    """What holds here while a pack is in force; `origins` says for each entry the file it came from."""

    code: str
    title: str
    based_on: str
    steps: dict[str, StepKind]
    roles: dict[str, Role]
    forms: dict[str, Form]
    lists: dict[str, CodeList]
    targets: tuple[Target, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    backlog_cut_off: date | None = (
        None  # what fell due before this day is backlog and left out of the twin figures
    )
    scorecards: tuple[Scorecard, ...] = ()
    caseload_limits: tuple[CaseloadLimit, ...] = ()
    report_limits: tuple[ReportLimit, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)
    about: str = ""
    thresholds: ThresholdGuide | None = None
    letters: dict[str, Letter] = field(default_factory=dict)
    retention: Retention = field(default_factory=Retention)
    budgets: Budgets = field(default_factory=Budgets)
    visits: Visits = field(default_factory=Visits)
    supervision: tuple[Interval, ...] = ()
    timescales: dict[str, TimescaleKind] = field(default_factory=dict)
    standards: dict[str, Standards] = field(default_factory=dict)
    audits: AuditGuide | None = None
    listening: Listening = field(default_factory=lambda: Listening({}))
    checklists: tuple[Checklist, ...] = ()

    def form_of(self, step_code: str) -> Form | None:
        """The form a step is asked with today; None for a step without one."""
        kind = self.steps[step_code]
        return self.forms[kind.form] if kind.form else None

    @property
    def visit_clocks(self) -> tuple[VisitClock, ...]:
        """How often children are to be seen."""
        return self.visits.clocks

    @property
    def visit_form(self) -> Form | None:
        """Every question that some kind of visit asks; None where none asks any."""
        return self.forms.get(FORM)

    def permissions_of(self, roles: Collection[str]) -> frozenset[str]:
        """Everything members of these roles may do; a role unknown here gives nothing."""
        return frozenset(name for code in roles if code in self.roles for name in self.roles[code].may)

    def reach_only_own_families(self, roles: Collection[str]) -> bool:
        """Whether members of these roles see the families they work with and no other record."""
        told = [self.roles[code].reach for code in roles if code in self.roles]
        return bool(told) and all(reach == OWN_FAMILIES for reach in told)

    def first_page_of(self, roles: Sequence[str]) -> str:
        """Where the day of somebody with these roles begins; "" where none of them says."""
        told = [self.roles[code].first_page for code in roles if code in self.roles]
        return next((page for page in told if page), "")

    def target(self, indicator: str, day: date, *, team: str = "", place: str = "") -> Target | None:
        """The target of an indicator on a day: the team's own, else the authority's."""
        held = [t for t in self.targets if t.indicator == indicator and t.place == place and t.holds_on(day)]
        own = [target for target in held if target.team == team]
        return next(iter(own or [target for target in held if not target.team]), None)

    def comparators_of(self, indicator: str, day: date) -> list[Comparator]:
        """Who an indicator is compared with on a day."""
        return [other for other in self.comparators if other.indicator == indicator and other.holds_on(day)]

    def checklist(self, code: str, day: date) -> Checklist | None:
        """What is looked for on a day on an occasion (``checklists.CODES``); None where nobody says."""
        return of_day(self.checklists, code, day)

    def caseload_limit(self, day: date) -> CaseloadLimit | None:
        """How many children a worker is to hold at most on a day; None where nobody says."""
        return next((limit for limit in self.caseload_limits if limit.holds_on(day)), None)

    def kinds_with_aim(self, day: date) -> list[str]:
        """The kinds of work without a limit for which the practice says on a day by when they should end."""
        return sorted(
            kind.code for kind in self.steps.values() if any(aim.holds_on(day) for aim in kind.aims)
        )

    def report_limit(self, day: date) -> ReportLimit | None:
        """How long before a conference its reports are to be with the family on a day; None where nobody says."""
        return next((limit for limit in self.report_limits if limit.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Names:
    """The names the program knows; None where nobody said."""

    permissions: Collection[str] | None
    effects: Collection[str] | None
    facts: Collection[str] | None


def read_practice(
    local: PackFolder,
    base: PackFolder | None,
    lists: dict[str, CodeList],
    names: Names,
    mistakes: Mistakes,
    *,
    whole: bool,
) -> Practice:
    """The practice of a pack on top of another; mistakes are noted and the rest is read on."""
    files = merged_files(local, base)
    step_page = layered_page(files.get("steps.toml", []), f"{local.code}/steps.toml", mistakes)
    role_page = layered_page(files.get("roles.toml", []), f"{local.code}/roles.toml", mistakes)
    forms, form_files = _forms(files, lists, mistakes)
    steps = read_steps(step_page, mistakes)
    outcomes = steps[CONTACT].next if CONTACT in steps else ()
    practice = Practice(
        code=local.code,
        title=local.title,
        based_on=local.based_on,
        about=local.about,
        steps=steps,
        roles=read_roles(role_page, names.permissions, mistakes),
        forms=forms,
        lists=lists,
        **_targets(files, mistakes),
        thresholds=_thresholds(files, mistakes),
        letters=read_letters(files, outcomes, mistakes),
        retention=read_retention(files, mistakes),
        budgets=read_budgets(files, mistakes),
        visits=read_visits(files, mistakes),
        **_own_files(files, mistakes),
        origins=form_files | _origins("step", step_page) | _origins("role", role_page),
    )
    _check_parts(practice, mistakes)
    check_practice(practice, mistakes, effects=names.effects, facts=names.facts, whole=whole)
    return practice


def _check_parts(practice: Practice, mistakes: Mistakes) -> None:
    """What stands in files of its own and names steps, roles, forms or lists."""
    kinds = practice.lists.get("visit_kind")
    check_budgets(practice.budgets, practice.steps, practice.forms, mistakes, kinds)
    check_supervision(practice.supervision, practice.roles, mistakes)
    check_audits(practice.audits, practice.roles, mistakes)
    check_listening(practice.listening, practice.steps, mistakes)
    check_visits(practice.visits, practice.steps, kinds, practice.forms, mistakes)
    check_standards(practice.standards, practice.forms, mistakes)


def _forms(
    files: Files, lists: dict[str, CodeList], mistakes: Mistakes
) -> tuple[dict[str, Form], dict[str, str]]:
    """Every form by its code, and the file each came from."""
    forms, origins = {}, {}
    for name, sources in files.items():
        if name.startswith("forms/"):
            file, path = sources[-1]
            form = read_form(file, path.stem, read_toml(path, file, mistakes), lists, mistakes)
            forms[form.code], origins[f"form {form.code}"] = form, file
    return forms, origins


def _own_files(files: Files, mistakes: Mistakes) -> dict[str, Any]:
    """What stands each in a file of its own and is read by a module of its own."""
    return {
        "supervision": read_supervision(files, mistakes),
        "timescales": read_timescales(files, mistakes),
        "standards": read_standards(files, mistakes),
        "audits": read_audits(files, mistakes),
        "listening": read_listening(files, mistakes),
        "checklists": read_checklists(files, mistakes),
    }


def _targets(files: Files, mistakes: Mistakes) -> dict[str, Any]:
    if "targets.toml" not in files:
        return {}
    file, path = files["targets.toml"][-1]
    return read_targets(Entry(file, "", read_toml(path, file, mistakes), mistakes))


def _thresholds(files: Files, mistakes: Mistakes) -> ThresholdGuide | None:
    if "thresholds.toml" not in files:
        return None
    file, path = files["thresholds.toml"][-1]
    return read_thresholds(Entry(file, "", read_toml(path, file, mistakes), mistakes))


def _origins(kind: str, page: Layered) -> dict[str, str]:
    return {f"{kind} {code}.{key}": file for code, keys in page.files.items() for key, file in keys.items()}
