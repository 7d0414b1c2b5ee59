"""What the map and the page of costs say of a practice, in words. Knows no Django, and reads no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words
from kith.practice import Limit, Practice, StepKind
from kith.practice.burden import Burden, FormCost, Weighed
from kith.practice.comparing import Difference
from kith.practice.forms import OUTCOME
from kith.practice.step_words import length, sign_off_words


@dataclass(frozen=True, slots=True)
class Open:
    """Pieces of work that stand at a step, and how many of them are past their day."""

    number: int = 0
    late: int = 0


NOTHING = Open()


@dataclass(frozen=True, slots=True)
class Stop:
    """A step as the map and its table show it."""

    kind: StepKind
    open: Open
    limits: tuple[Limit, ...]
    limit: str
    sign_off: str
    form: FormCost | None
    then: tuple[str, ...]

    @property
    def words(self) -> str:
        """Everything the box says, for those who do not see it."""
        late = f", {self.open.late} late" if self.open.late else ""
        asked = reading_words.count(int(self.form.shown.found), "question") if self.form else "no form"
        return f"{self.kind.title}: {self.open.number} open{late}. {self.limit}. {asked}. {self.sign_off}."


def stops(practice: Practice, costs: Burden, counts: Mapping[str, Open], day: date) -> list[Stop]:
    """Every step of a practice with what stands at it, in the order of the practice."""
    forms = {form.code: form for form in costs.forms}
    return [
        _stop(kind, practice, forms.get(kind.form), counts.get(code, NOTHING), day)
        for code, kind in practice.steps.items()
    ]


def elsewhere(
    practices: Iterable[Practice], current: Practice, counts: Mapping[str, Open]
) -> list[tuple[str, Open]]:
    """Open work of kinds that the practice of today no longer has, with the title another pack gives them."""
    titles = {code: kind.title for practice in practices for code, kind in practice.steps.items()}
    return [
        (titles.get(code, code), one) for code, one in sorted(counts.items()) if code not in current.steps
    ]


def weighed_words(cost: Weighed) -> str:
    """'within 30', 'beyond 30; 32 allowed until 31 Mar 2027', 'beyond 30', '' without a budget."""
    if cost.budget is None:
        return "no budget"
    if cost.verdict == "within":
        return f"budget {cost.budget.most}"
    if cost.verdict == "allowed" and cost.exemption:
        until = reading_words.short_day(cost.exemption.until)
        return f"budget {cost.budget.most}, {cost.exemption.most} allowed until {until}"
    return f"beyond the budget of {cost.budget.most}"


def _stop(kind: StepKind, practice: Practice, form: FormCost | None, at: Open, day: date) -> Stop:
    limits = tuple(limit for limit in kind.limits if limit.holds_on(day))
    words = ", ".join(length(limit) for limit in limits) or "No limit"
    return Stop(kind, at, limits, words, sign_off_words(kind, practice.roles), form, _then(kind, practice))


def _then(kind: StepKind, practice: Practice) -> tuple[str, ...]:
    """What may follow: titles of the steps it starts, then the other answers to what happens next."""
    started = [practice.steps[code].title for outcome in kind.next for code in kind.started_by(outcome)]
    form = practice.forms.get(kind.form)
    asked = form.question(OUTCOME) if form and form.has(OUTCOME) else None
    ends = [
        asked.label(outcome) if asked else outcome.replace("_", " ")
        for outcome in kind.next
        if not kind.started_by(outcome)
    ]
    return tuple(dict.fromkeys([*started, *ends]))


def grouped(found: Iterable[Difference]) -> list[tuple[str, list[Difference]]]:
    """Differences under the step or form they are about, in their order; what came or went as a whole stands first."""
    groups: dict[str, list[Difference]] = {}
    for one in found:
        title = f"{one.about.capitalize()}: {one.title}" if one.entry else "Whole steps and forms"
        groups.setdefault(title, []).append(one)
    return sorted(groups.items(), key=lambda group: group[0] != "Whole steps and forms")
