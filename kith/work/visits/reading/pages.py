"""One visit to be read: who was seen, what was heard, and what this kind of visit asked besides."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock
from kith.practice import Form
from kith.practice.visits import BEDROOM
from kith.ui.render import render
from kith.work.models import Visit, VisitChild
from kith.work.steps.viewing import called
from kith.work.visits import asking, rules


@page("visit/<id:number>/", may=May.READ_RECORD, about="the children visited")
def visit(request: HttpRequest, number: int) -> HttpResponse:
    """A visit with everything that was told of it, for all children and for each."""
    found = Visit.objects.seen_by(request.user).filter(pk=number).select_related("by", "form").first()
    rows = VisitChild.objects.seen_by(request.user).filter(visit=number).select_related("person")
    children = list(rows.order_by("person__born_on", "person_id"))
    if found is None or not children:
        raise Http404
    look_at(request, [row.person_id for row in children])
    day = clock.london(found.visited_at).date()
    form = Form.from_content(found.form.content) if found.form else None
    kind = practice.current().visits.kinds_on(day).get(found.kind)
    context = {
        "visit": found,
        "kind": practice.current().lists["visit_kind"].label(found.kind),
        "law": kind.statutory if kind else "",
        "together": asking.in_words(form, found.told) if form else [],
        "children": [_child(row, form, day) for row in children],
        "may_write": request.user.may(May.RECORD_VISIT),
        "door": "people",
    }
    return render(request, "work/visits/reading/visit.html", context)


def _child(row: VisitChild, form: Form | None, day: Any) -> dict[str, Any]:
    told = row.told | ({BEDROOM: row.bedroom_seen} if row.bedroom_seen else {})
    return {
        "number": row.person_id,
        "called": called(row.person, day),
        "seen": dict(rules.SEEN)[row.seen],
        "why": row.not_seen_reason,
        "words": row.words,
        "told": asking.in_words(form, told) if form else [],
    }
