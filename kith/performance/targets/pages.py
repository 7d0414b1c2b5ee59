"""The plan of a team: targets of its own beside the live figures, and what is done to meet them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Team
from kith.access.teams import reached
from kith.core import Refused, clock
from kith.core.refused import Problem
from kith.people.days import read_day
from kith.performance import choices
from kith.performance.dashboard.queries import Card, cards_of, target_words
from kith.performance.definition import Indicator
from kith.performance.held import as_target
from kith.performance.indicators import INDICATORS
from kith.performance.models import TeamAction, TeamTarget
from kith.performance.targets import actions, queries, setting
from kith.performance.targets.queries import Doing
from kith.performance.tree import Tree, tree
from kith.practice import Target
from kith.ui.render import render

SHORT = 120  # characters of an action in the words that tell its buttons apart
Form = Callable[[HttpRequest, Team], str]


@page("performance/plans/<slug:team>/", may=May.SEE_PERFORMANCE)
def team_plan(request: HttpRequest, team: str) -> HttpResponse:
    """What a team has set itself, with the live figure beside each target, and what is done by whom and when."""
    return _show(request, _team(team))


@page("performance/plans/<slug:team>/write/", may=May.SET_TEAM_TARGETS)
@require_POST
def team_plan_write(request: HttpRequest, team: str) -> HttpResponse:
    """Set or end a target, add an action, tick it done, carry it over: `do` says which, `number` of what."""
    whose = _team(team)
    act = FORMS.get(request.POST.get("do", ""))
    if act is None:
        return _show(request, whose, [(None, "There is nothing of that name to do here.")])
    try:
        words = act(request, whose)
    except Refused as refused:
        return _show(request, whose, _at_its_field(request, refused.problems))
    messages.success(request, words)
    return redirect(reverse("team_plan", kwargs={"team": team}))


def _team(code: str) -> Team:
    found = Team.objects.filter(code=code).exclude(kind="service").first()
    if found is None:
        raise Http404
    return found


def _at_its_field(request: HttpRequest, problems: list[Problem]) -> list[Problem]:
    """The problems at the fields of the form that was sent: each target and action has fields of its own number."""
    if request.POST.get("do") == "set":
        return problems
    number = request.POST.get("number", "")
    return [(f"{field}_{number}" if field else None, words) for field, words in problems]


def _set(request: HttpRequest, team: Team) -> str:
    given, today, told = request.POST, clock.today(), _Reading()
    wanted = setting.Wanted(
        kind=given.get("kind", ""),
        value=told.of(lambda: setting.number(given.get("value", ""), "value")),
        high=told.of(lambda: setting.number(given.get("high", ""), "high", needed=False)),
        tolerance=told.of(lambda: setting.number(given.get("tolerance", ""), "tolerance", needed=False)) or 0,
        started_on=told.of(lambda: read_day(given.get("started_on", ""), today, "started_on", ahead=True))
        or today,
        last_on=told.of(lambda: _day(given.get("last_on", ""), "last_on", needed=False)),
        deadline_on=told.of(lambda: _day(given.get("deadline_on", ""), "deadline_on", needed=False)),
        why=_one_line(given.get("why", "")),
    )
    indicator = told.of(lambda: _measure(given.get("code", "")))
    told.stop()
    actions.set_target(request.user, team, indicator, wanted=wanted)  # type: ignore[arg-type]
    return f"The target for {indicator.short} is set."


class _Reading:
    """Reads fields one by one and keeps what is wrong with each, so that everything is told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def of(self, field: Callable[[], Any]) -> Any:
        """What a field says, or None where it could not be read."""
        try:
            return field()
        except Refused as refused:
            self.problems += refused.problems
            return None

    def stop(self) -> None:
        """Raise Refused when anything could not be read."""
        if self.problems:
            raise Refused.several(self.problems)


def _day(text: str, field: str, *, needed: bool = True) -> date | None:
    return read_day(text, clock.today(), field, ahead=True) if text.strip() or needed else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _measure(code: str) -> Indicator:
    found = {one.code: one for one in _measures()}.get(code)
    if found is None:
        raise Refused("Choose a measure from the list.", "code")
    return found


def _measures() -> list[Indicator]:
    """Every measure that stands by itself."""
    return [entry.thing for entry in INDICATORS if not entry.thing.beside]


def _numbered(request: HttpRequest, field: str) -> str:
    """What was typed in a field of the target or action that the form is about."""
    return request.POST.get(f"{field}_{request.POST.get('number', '')}", "")


def _end(request: HttpRequest, team: Team) -> str:
    target = _target(request, team)
    last_on = read_day(_numbered(request, "last_on"), clock.today(), "last_on", ahead=True)
    actions.end_target(request.user, target, last_on=last_on)  # type: ignore[arg-type]
    return f"The target for {INDICATORS[target.code].short} ends."


def _add(request: HttpRequest, team: Team) -> str:
    target, told = _target(request, team), _Reading()
    chosen = _numbered(request, "who")
    who = next((one for one in queries.workers_of(team, clock.today()) if str(one.pk) == chosen), None)
    due_on = told.of(lambda: _day(_numbered(request, "due_on"), "due_on"))
    told.stop()
    actions.add_action(
        request.user, target, what=_one_line(_numbered(request, "what")), who=who, due_on=due_on
    )  # type: ignore[arg-type]  # fmt: skip
    return "The action is added."


def _done(request: HttpRequest, team: Team) -> str:
    row = _action(request, team)
    done_on = read_day(_numbered(request, "done_on"), clock.today(), "done_on")
    outcome = _one_line(_numbered(request, "outcome"))
    actions.tick_done(request.user, row, done_on=done_on, outcome=outcome)  # type: ignore[arg-type]
    return "The action is done."


def _carry(request: HttpRequest, team: Team) -> str:
    row = _action(request, team)
    due_on = read_day(_numbered(request, "carry_to"), clock.today(), "carry_to", ahead=True)
    actions.carry_over(request.user, row, due_on=due_on)  # type: ignore[arg-type]
    return "The action is carried over."


FORMS: Mapping[str, Form] = {"set": _set, "end": _end, "add": _add, "done": _done, "carry": _carry}


def _number(request: HttpRequest) -> int:
    text = request.POST.get("number", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def _target(request: HttpRequest, team: Team) -> TeamTarget:
    found = TeamTarget.objects.select_related("team").filter(pk=_number(request), team=team).first()
    if found is None:
        raise Http404
    return found


def _action(request: HttpRequest, team: Team) -> TeamAction:
    found = TeamAction.objects.select_related("target__team").filter(pk=_number(request), target__team=team)
    if (one := found.first()) is None:
        raise Http404
    return one


@dataclass(frozen=True, slots=True)
class Line:
    """One target of a plan: its words, the live card beside it while it holds, and its actions with their marks."""

    row: TeamTarget
    title: str
    words: str
    target: Target
    card: Card | None
    doings: list[tuple[Doing, str, str]]


def _show(request: HttpRequest, team: Team, problems: Any = ()) -> HttpResponse:
    known, today = tree(), clock.today()
    chosen = choices.read({"area": team.code}, known, today)
    rows = queries.targets_of(team)
    standing = [
        row for row in rows if row.started_on <= today and (row.ended_on is None or row.ended_on > today)
    ]
    shown = [INDICATORS[row.code] for row in standing if row.code in INDICATORS]
    cards = {card.indicator.code: card for card in cards_of(shown, chosen, known)} if shown else {}
    lines = [
        _line(row, cards.get(row.code) if row in standing else None, chosen.place, today) for row in rows
    ]
    may_set = request.user.may(May.SET_TEAM_TARGETS) and team in reached(request.user, today)  # type: ignore[union-attr, arg-type]
    context = {
        "team": team,
        "now": [line for line in lines if line.row in standing],
        "ahead": [line for line in lines if line.row.started_on > today],
        "over": [line for line in lines if line.row.ended_on is not None and line.row.ended_on <= today],
        "problems": problems,
        "typed": request.POST if problems else {},
        "today": today,
        "chosen": chosen,
        "may_set": may_set,
        "workers": [(str(one.pk), one.name) for one in queries.workers_of(team, today)] if may_set else [],
        "measures": [(one.code, one.short) for one in _measures()] if may_set else [],
        "kinds": list(setting.KIND_WORDS.items()),
        "teams": _others(known, team),
    }
    return render(request, "performance/targets/plan.html", context, status=422 if problems else 200)


def _line(row: TeamTarget, card: Card | None, place: Any, today: date) -> Line:
    target = as_target(row, place)
    indicator = next((entry.thing for entry in INDICATORS if entry.name == row.code), None)
    return Line(
        row=row,
        title=indicator.short if indicator else row.code,
        words=target_words(target, indicator) if indicator else str(row.value),
        target=target,
        card=card,
        doings=[
            (one, *setting.state_of_action(one.row.due_on, one.row.done_on, one.carried, today))
            for one in queries.doings(row)
        ],
    )


def _others(known: Tree, team: Team) -> list[tuple[str, str]]:
    """Code and name of every other team and area."""
    places = [*known.of_kind("area"), *known.of_kind("team")]
    return [(place.code, place.name) for place in places if place.code != team.code]
