"""A child's care on the record: how it stands, all there ever was, and how it begins and ends."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.care.correcting.before import words_before
from kith.care.episodes.queries import episodes_of
from kith.care.models import CareCorrection, CareReview
from kith.care.panels import Make, Panel, Shown
from kith.care.period import actions, panel, queries, rules
from kith.care.placement import panel as placement_panel
from kith.care.placement.distance import words as far_words
from kith.care.placement.queries import told_addresses
from kith.care.providers.telling import tell_if_against
from kith.care.review import panel as review_panel
from kith.care.short_breaks import panel as breaks_panel
from kith.care.shown import Form, worker_said
from kith.care.status import panel as status_panel
from kith.care.status.rules import Told as Status
from kith.care.together import panel as more_panel
from kith.core import Refused, clock
from kith.core.reading_words import listing
from kith.people.banners import open_record, viewer_of
from kith.ui.render import render
from kith.work import typed
from kith.work.standings.queries import open_of
from kith.work.steps.queries import first_name

ABOUT = "the child"
# every panel of the page, in its order; each is one function, one file a feature
PANELS: Sequence[Make] = (
    panel.now,
    placement_panel.placements,
    status_panel.statuses,
    review_panel.reviews,
    review_panel.challenges,
    breaks_panel.short_breaks,
    panel.before,
    more_panel.beside,
)


@page("person/<id:number>/care/", may=May.READ_RECORD, about=ABOUT)
def person_care(request: HttpRequest, number: int) -> HttpResponse:
    """How a child is looked after now, and the latest of everything about it."""
    person, context = open_record(request, number, "person_care")
    viewer, today = viewer_of(request), clock.today()
    periods = queries.periods_of(viewer, number)
    held = queries.whole(viewer, periods[0]) if periods else None
    shown = Shown(viewer, number, first_name(person), held, today, periods)
    made: list[Panel] = [one for make in PANELS if (one := make(shown))]
    context |= {
        "called": shown.called,
        "held": shown.held,
        "is_now": shown.is_now,
        "is_away": shown.is_now and shown.held is not None and shown.held.placements[-1].is_temporary,
        "panels": [one for one in made if not one.beside],
        "beside": [one for one in made if one.beside],
        "may_record": viewer.may(May.RECORD_CARE),
        "may_review": viewer.may(May.REVIEW_CARE),
        "may_challenge": viewer.may(May.CHAIR_CONFERENCE),
    }
    return render(request, "care/period/page.html", context)


@page("person/<id:number>/care/all/", may=May.READ_RECORD, about=ABOUT)
def person_care_all(request: HttpRequest, number: int) -> HttpResponse:
    """Everything of a child's latest time in care: each placement, status, review, episode, and what was wrong."""
    person, context = open_record(request, number, "person_care")
    viewer, lists = viewer_of(request), practice.current().lists
    held = queries.latest_of(viewer, number)
    context |= {"called": first_name(person), "held": held, "lists": lists, "far_words": far_words}
    if held is not None:
        reviews = CareReview.objects.seen_by(viewer).filter(period=held.period).select_related("chair")
        corrected = CareCorrection.objects.seen_by(viewer).filter(period=held.period).select_related("by")
        context |= {
            "placements": list(reversed(held.placements)),
            "addresses": told_addresses(viewer, number, held.placements, clock.today()),
            "statuses": list(reversed(held.statuses)),
            "reviews": list(reviews.order_by("-held_on")),
            "episodes": list(reversed(episodes_of(held))),
            "corrections": [(one, words_before(one, lists)) for one in corrected.order_by("-at")],
            "parts": dict(CareCorrection.PARTS),
            "may_put_right": viewer.may(May.RECORD_CARE),
            "may_record": viewer.may(May.RECORD_CARE) and held.standing.ended_on is None,
        }
    return render(request, "care/period/all.html", context)


@page("person/<id:number>/care/start/", may=May.RECORD_CARE, about=ABOUT)
def person_care_start(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a child, and its brothers and sisters with it, began to be looked after."""
    form = Form(request, number, starting=True)
    more = _known_before(form)
    if not form.is_sent:
        return form.show("care/period/start.html", **more)
    if form.said("do") == "not":
        return _not_begun(form, more)
    try:
        made = actions.become_looked_after(
            form.viewer,
            people=form.asked(),
            on=typed.day(form.said("on")),
            status=Status(
                form.said("status"), typed.time_of_day(form.said("status_at")), form.said("status_words")
            ),
            start=_start(form),
            placement=form.placement(),
            officer=worker_said(form.said("officer"), more["officers"]),
            kept=form.kept(),
        )
    except Refused as refused:
        return form.show("care/period/start.html", refused, **more)
    names = [form.children[one.standing.person_id] for one in made]
    messages.success(request, f"Looked after from now on record: {listing(names)}.")
    tell_if_against(request, [one.placements.seen_by(form.viewer).get() for one in made[:1]])
    return form.done(form.said("on"))


def _known_before(form: Form) -> dict[str, Any]:
    """What the record says already: of whom it was decided, the home before care, the main need that was told."""
    waiting = queries.to_begin(form.viewer, form.children)
    need = queries.need_told(form.viewer, form.number)
    needs = {code for code, _ in practice.current().lists["category_of_need"].choices(form.today)}
    return {
        "officers": queries.officers(form.today),
        "plans": _plans(form),
        "relatives": form.relatives,
        "waiting": [(str(one), form.children[one]) for one in waiting],
        "known": {
            "home_postcode": queries.home_now(form.viewer, form.number, form.today),
            "need": need if need in needs else "",
        },
        **({} if form.is_sent or not waiting else {"ticked": [str(one) for one in waiting]}),
    }


def _plans(form: Form) -> list[str]:
    """What becomes of the plans that these children have, each in a sentence."""
    stand = open_of(form.viewer, list(form.children), form.today)
    told = (
        rules.beside(called, one.kind, one.started_on)
        for number, called in form.children.items()
        for one in stand.get(number, ())
    )
    return [words for words in told if words]


def _not_begun(form: Form, more: dict[str, Any]) -> HttpResponse:
    people = [int(value) for value, _ in more["waiting"] if value in form.request.POST.getlist("waiting")]
    try:
        actions.not_begun(form.viewer, people, why=form.said("why_not"))
    except Refused as refused:
        return form.show("care/period/start.html", refused, **more)
    messages.success(form.request, "It is on record that care does not begin, and why.")
    return form.done()


def _start(form: Form) -> rules.Start:
    return rules.Start(
        need=form.said("need"),
        home_postcode=form.said("home_postcode"),
        is_unaccompanied=form.said("is_unaccompanied") == "yes",
        before=form.said("before"),
        before_council=form.said("before_council"),
        before_when=form.said("before_when"),
    )
