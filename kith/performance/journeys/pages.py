"""The page of children's journeys, the children behind each of its numbers, and its files for spreadsheets."""

from math import ceil

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock, sent_back
from kith.performance import actions, choices, lists
from kith.performance.dashboard.pages import around
from kith.performance.dashboard.queries import watched
from kith.performance.journeys import files, queries, rules, view
from kith.performance.journeys.asked import Opened, Pick, opened, pick
from kith.performance.journeys.measures import BACKLOGS
from kith.performance.measure.columns import columns
from kith.performance.measure.queries import LATE_REASONS, PAGE, labels, named
from kith.performance.tree import tree
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet

ABOUT = "the children behind a figure"
REASON = "Listed behind a figure"


@page("performance/journeys/", may=May.SEE_PERFORMANCE)
def journeys(request: HttpRequest) -> HttpResponse:
    """Where contacts led, how long steps take, what a backlog did, and whether a team really differs."""
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    picked = pick(request.GET, practice.on(chosen.on))
    may_see = request.user.may(May.SEE_NAMES_BEHIND_FIGURES)  # type: ignore[union-attr]
    asked, rows = view.step_spans(chosen, picked)
    weeks, moves = view.waterfall(chosen, picked)
    compared = view.teams(chosen, picked, known, may_see=may_see)
    problems = [*chosen.problems, *picked.problems]
    context = {
        **around(chosen, known),
        **view.flow(chosen, picked),
        "problems": problems,
        "picked": picked,
        "period": queries.period_of(queries.measures.followed, chosen),
        "steps": list(zip(asked, rows, strict=True)),
        "spans": rows,
        "steps_sentence": rules.steps_sentence(rows),
        "weeks": weeks,
        "moves": moves,
        "levels": weeks.levels,
        "backlog_sentence": rules.backlog_sentence(weeks.start, moves, weeks.end),
        "backlogs": [(one.code, one.words) for one in BACKLOGS.values()],
        "compared": compared,
        "shares": [(code, one.short) for code, one in queries.shares().items()],
        "may_see": may_see,
        "watched": picked.share.code in watched(request.user),
        "as_table": chosen.layout == "table",
        "open_address": lambda **more: picked.address(chosen, "journey_children", **more),
        "file_address": lambda what: picked.address(chosen, "journeys_csv", what=what),
        "watch_address": picked.address(chosen, "journeys_watch"),
        "page_address": lambda **more: picked.address(chosen, **more),
    }
    return render(request, "performance/journeys/page.html", context, status=422 if problems else 200)


@page("performance/journeys/watch/", may=May.SEE_PERFORMANCE, name="journeys_watch")
@require_POST
def journeys_watch(request: HttpRequest) -> HttpResponse:
    """Put the share in which teams are compared on one's watch list, or take it off."""
    chosen = choices.read(request.GET, tree(), clock.today())
    picked = pick(request.GET, practice.on(chosen.on))
    change = actions.unwatch if request.POST.get("watch") == "off" else actions.watch
    change(request.user, picked.share)
    return redirect(f"{picked.address(chosen)}#teams")


@page("performance/journeys/children/", may=May.SEE_PERFORMANCE, about=ABOUT, name="journey_children")
def journey_children(request: HttpRequest) -> HttpResponse:
    """The children behind one number, a page of them, for those who may see names; for others how many."""
    found, chosen, picked = _opened(request)
    whole = sum(number for _, number in lists.tally(found.behind, "true", which=found.which))
    pages = max(ceil(whole / PAGE), 1)
    number = sent_back.page(request.GET.get("page", "1"), pages)
    may_see = request.user.may(May.SEE_NAMES_BEHIND_FIGURES)  # type: ignore[union-attr]
    rows = lists.rows(found.behind, which=found.which, page=number, size=PAGE) if may_see else []
    look_at(request, lists.people(rows), REASON)
    context = {
        "door": "performance",
        "chosen": chosen,
        "back": picked.address(chosen),
        "opened": found,
        "period": found.behind.period,
        "whole": whole,
        "may_see": may_see,
        "lines": named(rows, request.user),  # type: ignore[arg-type]
        "columns": columns(found.behind.indicator),
        "labels": labels(LATE_REASONS, chosen.on),
        "number": number,
        "pages": pages,
    }
    return render(request, "performance/journeys/children.html", context)


@page("performance/journeys/csv/", may=May.SEE_PERFORMANCE, about=ABOUT, name="journeys_csv")
def journeys_csv(request: HttpRequest) -> HttpResponse:
    """One of the charts, or the children behind one number, for a spreadsheet."""
    what = request.GET.get("what", "flow")
    if what == "children":
        return _children_file(request)
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    picked = pick(request.GET, practice.on(chosen.on))
    if what not in files.PARTS or chosen.problems or picked.problems:
        raise Http404
    look_at(request, [])
    heads, rows = files.PARTS[what](chosen, picked, known)
    return spreadsheet(f"journeys-{what}", clock.today(), heads, rows)


def _opened(request: HttpRequest) -> tuple[Opened, choices.Choices, Pick]:
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    rules_of_the_day = practice.on(chosen.on)
    picked = pick(request.GET, rules_of_the_day)
    if chosen.problems or picked.problems:
        raise Http404
    try:
        return opened(request.GET, chosen, picked, rules_of_the_day, known), chosen, picked
    except (LookupError, ValueError, StopIteration):
        raise Http404("no such number") from None


def _children_file(request: HttpRequest) -> HttpResponse:
    if not request.user.may(May.SEE_NAMES_BEHIND_FIGURES):  # type: ignore[union-attr]
        raise Http404
    found, _, _ = _opened(request)
    rows = lists.rows(found.behind, which=found.which)
    look_at(request, lists.people(rows), REASON)
    shown = columns(found.behind.indicator)
    heads = ["Record number", "Name", "Team", "Worker", *(words for _, words in shown)]
    lines = named(rows, request.user)  # type: ignore[arg-type]
    cells = [
        [one.person, one.name, one.team, one.worker, *(one.row[name] for name, _ in shown)] for one in lines
    ]
    return spreadsheet("journeys-children", clock.today(), heads, cells)
