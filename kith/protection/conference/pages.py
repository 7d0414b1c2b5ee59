"""The list of conferences, one conference with its invitations and reports, and what everybody was given."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.people.banners import viewer_of
from kith.protection.conference import actions, queries, rules, sent
from kith.protection.conference.sending.actions import send_reports
from kith.protection.models import Conference, ConferenceChild
from kith.protection.models.conferences import ANSWERS, ATTENDANCE, HOW, KINDS, PAPERS
from kith.ui.render import render
from kith.work import typed
from kith.work.handed import kept_pdf
from kith.work.steps.viewing import called
from kith.work.visits.sent import text

ABOUT = "the children of the conference"
REASON = "Conference"


@page("conferences/", may=May.ARRANGE_CONFERENCE, about="the children of the conferences listed")
def conferences(request: HttpRequest) -> HttpResponse:
    """Conferences to be set up, those ahead and those held lately; a chair sees the own ones first."""
    viewer, today = viewer_of(request), clock.today()
    is_chair = viewer.may(May.CHAIR_CONFERENCE)
    whose = request.GET.get("whose", "mine" if is_chair else "all")
    mine = viewer.pk if whose == "mine" else None
    rows = {
        "to_set_up": queries.to_set_up(viewer, today),
        "ahead": queries.ahead(viewer, chair=mine),
        "held": queries.held_lately(viewer, chair=mine),
    }
    look_at(request, {person for found in rows.values() for row in found for person in row.people}, REASON)
    chips = [
        ("All conferences", "?whose=all", mine is None),
        ("Those I lead", "?whose=mine", mine is not None),
    ]
    context = rows | {
        "chips": chips if is_chair else [],
        "may_chair": is_chair,
        "today": today,
        "door": "conferences",
    }
    return render(request, "protection/conference/list.html", context)


def opened(request: HttpRequest, number: int) -> tuple[Conference, list[ConferenceChild]]:
    """A conference the viewer may know of, with its children, whose records are looked at; else not found."""
    viewer = viewer_of(request)
    found = queries.conference(viewer, number)
    lines = queries.children_of(viewer, found) if found else []
    if found is None or not lines:
        raise Http404
    look_at(request, [line.person_id for line in lines], REASON)
    return found, lines


def frame(found: Conference, lines: list[ConferenceChild]) -> dict[str, Any]:
    """What every page of a conference says of it."""
    planned, today = clock.london(found.planned_at), clock.today()
    labels = queries.categories(found.held_on or today)
    family = found.family.name if found.family else lines[0].person.family_name
    return {
        "one": found,
        "family": family,
        "reference": rules.reference(found.pk),
        "kind": KINDS[found.kind],
        "when": rules.when_words(planned),
        "lines": [
            {
                "row": line,
                "called": called(line.person, today),
                "decision": rules.DECISION_WORDS[found.kind].get(line.decision, ""),
                "category": labels.get(line.category, ""),
            }
            for line in lines
        ],
        "door": "conferences",
    }


@page("conference/<id:number>/", may=May.ARRANGE_CONFERENCE, about=ABOUT)
def conference(request: HttpRequest, number: int) -> HttpResponse:
    """One conference: who comes, which reports are here and shared, what was sent."""
    return _page(request, *opened(request, number))


def _page(request: HttpRequest, found: Conference, lines: list[ConferenceChild], **more: Any) -> HttpResponse:
    viewer = viewer_of(request)
    invited = queries.invitations_of(viewer, found)
    labels = dict(queries.agencies(clock.today()))
    context = frame(found, lines) | {
        "invited": invited,
        "labels": labels,
        "agencies": queries.agencies(clock.today()),
        "answers": list(ANSWERS.items()),
        "attendance": list(ATTENDANCE.items()),
        "papers": [
            (one, PAPERS[one.kind], HOW[one.how], one.mail.state if one.mail else "")
            for one in queries.papers_of(viewer, found)
        ],
        "new_rows": ["new1", "new2"],
        "may_chair": viewer.may(May.CHAIR_CONFERENCE),
        "may_report": any(one.worker_id is None for one in invited),
        "typed": request.POST,
        "written": {
            f"{name}.{one.pk}": f"{day.day}/{day.month}/{day.year}"
            for one in invited
            for name in ("report_due_on", "report_received_on", "report_shared_on")
            if (day := getattr(one, name))
        },
        "problems": more.get("problems", ()),
    }
    return render(request, "protection/conference/page.html", context, status=more.get("status", 200))


@page("conference/<id:number>/write/", may=May.ARRANGE_CONFERENCE, about=ABOUT)
@require_POST
def conference_write(request: HttpRequest, number: int) -> HttpResponse:
    """Note replies and reports, invite more people, send finished reports, or cancel it."""
    found, lines = opened(request, number)
    carry_out = WRITES.get(request.POST.get("what", ""))
    if carry_out is None:
        raise Http404
    try:
        words = carry_out(request, found)
    except Refused as refused:
        return _page(request, found, lines, problems=refused.problems, status=422)
    messages.success(request, words)
    return redirect("conference", number=number)


def _replies(request: HttpRequest, found: Conference) -> str:
    viewer = viewer_of(request)
    told = sent.replies(request.POST, queries.invitations_of(viewer, found))
    actions.note_replies(viewer, found, replies=told)
    return "Noted."


def _invite(request: HttpRequest, found: Conference) -> str:
    due = request.POST.get("report_due_on", "").strip()
    due_on = typed.day(due) if due else None
    if due and due_on is None:
        raise Refused("Enter the day like 21/4/2026, or leave it empty.", "report_due_on")
    made = actions.invite(
        viewer_of(request), found, guests=sent.guests(request.POST, {}), report_due_on=due_on
    )
    return f"Invited: {reading_words.listing([one.name for one in made])}."


def _reports(request: HttpRequest, found: Conference) -> str:
    made = send_reports(viewer_of(request), found)
    return f"{reading_words.count(len(made), 'report')} made ready, each as its reader may read it."


def _cancel(request: HttpRequest, found: Conference) -> str:
    actions.cancel(viewer_of(request), found, reason=text(request.POST, "reason"))
    return "Cancelled. Tell those who were invited; what law asks for is still due."


WRITES = {"replies": _replies, "invite": _invite, "reports": _reports, "cancel": _cancel}


@page("conference/<id:number>/paper/<id:paper>/", may=May.ARRANGE_CONFERENCE, about=ABOUT)
def conference_paper(request: HttpRequest, number: int, paper: int) -> HttpResponse:
    """What one of those invited was given, as they got it, to be printed."""
    found, lines = opened(request, number)
    row = queries.paper(viewer_of(request), found, paper)
    if row is None:
        raise Http404
    context = frame(found, lines) | {"sheets": [row.content], "paper": row, "title": PAPERS[row.kind]}
    return render(request, "protection/conference/papers.html", context)


@page("conference/<id:number>/paper/<id:paper>/pdf/", may=May.ARRANGE_CONFERENCE, about=ABOUT)
def conference_paper_pdf(request: HttpRequest, number: int, paper: int) -> HttpResponse:
    """The very file that somebody was given."""
    found, _ = opened(request, number)
    row = queries.paper(viewer_of(request), found, paper)
    if row is None or row.file is None:
        raise Http404
    return kept_pdf(row.file, f"conference-{found.pk}-paper-{row.pk}.pdf")


@page("conference/<id:number>/letters/", may=May.ARRANGE_CONFERENCE, about=ABOUT)
def conference_letters(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that goes by post or hand, one side after the other, to be printed in one go."""
    found, lines = opened(request, number)
    kind = request.GET.get("what", "")
    rows = [one for one in queries.contents_of(viewer_of(request), found) if kind in ("", one.kind)]
    context = frame(found, lines) | {"sheets": [one.content for one in rows], "title": "Everything to print"}
    return render(request, "protection/conference/papers.html", context)
