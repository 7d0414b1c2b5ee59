"""What forms and sign-offs cost those who work with them: counted from the pack, held against its budgets."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kith.practice.authority import Authority
from kith.practice.budgets import SHOWN, SIGN_OFFS, Budget, Exemption, RoutineCase
from kith.practice.entries import in_force
from kith.practice.forms import OUTCOME, Form, Question
from kith.practice.hands import Hands
from kith.practice.practice import Practice
from kith.practice.steps import StepKind
from kith.practice.visits import FORM as VISIT

MINUTE = 60.0
CHILD, FAMILY = "child", "family"
Asked = tuple[Form, str, float]  # a form of a routine case, what its work is about, and how often a year


@dataclass(frozen=True, slots=True)
class Weighed:
    """A cost beside what it may be: by the budget, or by an exception to it."""

    found: float
    budget: Budget | None = None
    exemption: Exemption | None = None

    @property
    def verdict(self) -> str:
        """'within', 'allowed' (beyond the budget, within a named exception), 'beyond', or '' without a budget."""
        if self.budget is None:
            return ""
        if self.found <= self.budget.most:
            return "within"
        return "allowed" if self.exemption and self.found <= self.exemption.most else "beyond"


@dataclass(frozen=True, slots=True)
class FormCost:
    """What one form costs for one child.

    `asked_again`: how many of its questions an earlier form of some routine case asks already. `left_out`: kinds of
    question whose minutes are not reckoned.
    """

    code: str
    title: str
    shown: Weighed
    questions: int
    required: int
    statutory: int
    filled: int
    asked_again: int
    minutes: float
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A question of a routine case that an earlier form of it asks already, or that is filled from the same fact."""

    form: str
    question: str
    ask: str
    earlier_form: str
    fact: str = ""
    form_code: str = ""


@dataclass(frozen=True, slots=True)
class CaseCost:
    """What a routine case costs in a year.

    `sign_offs`: how many decisions each child's work waits for. `decisions`: how many the manager makes for the
    children together, fewer where work is about the family. Questions are those of the whole year, for each child that
    answers: shown by default, all there are, needed to finish, asked by law.
    """

    code: str
    title: str
    children: int
    sign_offs: Weighed
    decisions: float
    pieces: float
    shown: float
    questions: float
    required: float
    statutory: float
    asked_again: tuple[AskedAgain, ...]
    minutes: float
    sign_off_minutes: float


@dataclass(frozen=True, slots=True)
class Burden:
    """What the forms and routine cases of a pack cost, as its budgets of a day see it."""

    pack: str
    title: str
    day: date
    forms: tuple[FormCost, ...]
    cases: tuple[CaseCost, ...]

    def beyond(self) -> list[str]:
        """What goes beyond its budget without a named exception, in words."""
        forms = [_beyond(one.title, one.shown, "questions shown by default") for one in self.forms]
        cases = [
            _beyond(one.title, one.sign_offs, "sign-offs for each child in a year") for one in self.cases
        ]
        return [words for words in (*forms, *cases) if words]


def burden(practice: Practice, hands: Hands, day: date) -> Burden:
    """Count a pack through, against the budgets and exceptions of a day."""
    used = dict.fromkeys(kind.form for kind in practice.steps.values() if kind.form)
    rest = [code for code in practice.forms if code not in used and code != VISIT]
    cases = tuple(_case_cost(case, practice, hands, day) for case in practice.budgets.cases)
    again = Counter(
        code for code, _ in {(one.form_code, one.question) for case in cases for one in case.asked_again}
    )
    forms = tuple(
        _form_cost(practice.forms[code], practice, hands, day, again[code]) for code in (*used, *rest)
    )
    visits = tuple(_visit_cost(form, practice, hands, day) for form in _visit_forms(practice, day).values())
    return Burden(practice.code, practice.title, day, (*forms, *visits), cases)


def burdens(authority: Authority, today: date) -> list[Burden]:
    """Every pack, each on the day it is weighed on."""
    return [
        burden(practice, authority.hands, weighed_on(authority, code, today))
        for code, practice in authority.practices.items()
    ]


def weighed_on(authority: Authority, code: str, today: date) -> date:
    """Today, or the last day on which a pack held, by itself or under one based on it, when that is over."""
    held = [one for one in authority.in_force if code in (one.pack, authority.practices[one.pack].based_on)]
    if not held or any(in_force(one.since, one.until, today) for one in held):
        return today
    ended = [one.until for one in held if one.until and one.until < today]
    return max(ended, default=today)


def asked_again(forms: Iterable[Form]) -> list[AskedAgain]:
    """Questions that an earlier form asks in the same words, or that are filled from the same fact as one there.

    What stands with the outcome is left out: it is about this very piece of work.
    """
    words: dict[str, str] = {}
    facts: dict[str, str] = {}
    found: list[AskedAgain] = []
    for form in forms:
        found += [again for one in form.questions if (again := _again(form, one, words, facts))]
        for one in _own(form):
            words.setdefault(_plain(one.ask), form.title)
            if one.pulls:
                facts.setdefault(one.pulls, form.title)
    return found


def _again(form: Form, one: Question, words: dict[str, str], facts: dict[str, str]) -> AskedAgain | None:
    asked = words.get(_plain(one.ask)) if one in _own(form) else None
    earlier = facts.get(one.pulls) if one.pulls else asked
    return AskedAgain(form.title, one.id, one.ask, earlier, one.pulls, form.code) if earlier else None


def _own(form: Form) -> list[Question]:
    decided = form.question(OUTCOME).section if form.has(OUTCOME) else None
    return [one for one in form.questions if one.section != decided]


def _plain(ask: str) -> str:
    return " ".join(ask.casefold().split()).rstrip("?. ")


def _form_cost(form: Form, practice: Practice, hands: Hands, day: date, again: int) -> FormCost:
    shown = len(form.shown_by_default())
    return FormCost(
        code=form.code,
        title=form.title,
        shown=_weighed(practice, SHOWN, form.code, shown, day),
        questions=len(form.questions),
        required=sum(one.required for one in form.questions),
        statutory=sum(bool(one.statutory) for one in form.questions),
        filled=sum(bool(one.pulls) for one in form.questions),
        asked_again=again,
        minutes=round(hands.of_form(form) / MINUTE, 1),
        left_out=hands.left_out(form),
    )


def _visit_forms(practice: Practice, day: date) -> dict[str, Form]:
    """What each kind of visit asks on a day, by its kind, as a form of its own."""
    whole, listed = practice.visit_form, practice.lists.get("visit_kind")
    kinds = practice.visits.kinds_on(day).values() if whole and listed else ()
    return {
        one.code: one.form(whole, listed.label(one.code)) for one in kinds if one.asks and whole and listed
    }


def _visit_cost(form: Form, practice: Practice, hands: Hands, day: date) -> FormCost:
    """Like any form; within a case a visit asks about itself, so nothing of it is asked again."""
    cost = _form_cost(form, practice, hands, day, 0)
    return replace(cost, title=f"Visits: {form.title}")


def _case_cost(case: RoutineCase, practice: Practice, hands: Hands, day: date) -> CaseCost:
    steps = list(_pieces(case, practice))
    waiting = [(kind, times) for kind, times, _ in steps if kind.sign_off.needed]
    each = round(sum(times for _, times in waiting), 2)
    together = sum(times * _times_over(kind, case) for kind, times in waiting)
    asked = [(form, kind.about, times) for kind, times, form in steps if form]
    visits = _visits(case, practice, day)
    every = [*asked, *visits]
    return CaseCost(
        code=case.code,
        title=case.title,
        children=case.children,
        sign_offs=_weighed(practice, SIGN_OFFS, case.code, each, day),
        decisions=round(together, 2),
        pieces=round(sum(times * _times_over(kind, case) for kind, times, _ in steps), 2),
        shown=_in_a_year(every, case, lambda one: one.show_if is None),
        questions=_in_a_year(every, case, lambda one: True),
        required=_in_a_year(every, case, lambda one: one.required),
        statutory=_in_a_year(every, case, lambda one: bool(one.statutory)),
        asked_again=tuple(asked_again(_each(asked))),
        minutes=round(
            sum(_seconds(form, about, case, hands) * times for form, about, times in every) / MINUTE, 1
        ),
        sign_off_minutes=round(together * hands.of("sign_off") / MINUTE, 1),
    )


def _pieces(case: RoutineCase, practice: Practice) -> Iterator[tuple[StepKind, float, Form | None]]:
    for one in case.steps:
        kind = practice.steps[one.step]
        yield kind, one.times, practice.forms[kind.form] if kind.form else None


def _visits(case: RoutineCase, practice: Practice, day: date) -> list[Asked]:
    """What the visits of a year ask beside who was seen; a kind that asks nothing costs nothing here."""
    forms = _visit_forms(practice, day)
    return [(forms[one.kind], FAMILY, one.times) for one in case.visits if one.kind in forms]


def _each(asked: Iterable[Asked]) -> list[Form]:
    """Each form once, in the order of the work."""
    return list({form.code: form for form, _, _ in asked}.values())


def _times_over(kind: StepKind, case: RoutineCase) -> int:
    """How often a step is done when its turn comes: once for the family, or once for each child."""
    return case.children if kind.about == CHILD else 1


def _in_a_year(asked: Iterable[Asked], case: RoutineCase, counts: Callable[[Question], bool]) -> float:
    """Questions of a year that count: those asked per child, or in work about a child, for each of them."""
    return round(
        sum(
            times * (case.children if about == CHILD or one.per_child else 1)
            for form, about, times in asked
            for one in form.questions
            if counts(one)
        ),
        2,
    )


def _seconds(form: Form, about: str, case: RoutineCase, hands: Hands) -> float:
    if about == CHILD:
        return hands.of_form(form) * case.children
    return hands.of_form(form, case.children)


def _weighed(practice: Practice, what: str, of: str, found: float, day: date) -> Weighed:
    held = practice.budgets
    return Weighed(found, held.on(what, day), held.exemption(what, of, day))


def _beyond(title: str, cost: Weighed, words: str) -> str:
    if cost.verdict != "beyond" or cost.budget is None:
        return ""
    most = f"the budget is {cost.budget.most} ({cost.budget.source})"
    if cost.exemption:
        most += f", and the exception allows {cost.exemption.most}"
    return f"{title}: {cost.found:g} {words}; {most}."
