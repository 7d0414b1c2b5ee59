"""The page of a care leaver: what they are owed and why, who advises, the pathway plan, being in touch."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.care.ages import birthday
from kith.care.leaving import actions, queries, rules
from kith.care.leaving.queries import Leaver
from kith.care.period.queries import child_of
from kith.care.together.answering import answer
from kith.care.together.sent import Form
from kith.core import Refused, sent_back
from kith.core.reading_words import short_day
from kith.people.models import Person
from kith.work.timescales.queries import running

CODES = (
    actions.PLAN, "pathway_review", actions.MOVED, actions.IN_TOUCH, rules.FIRST_VISIT, rules.LATER_VISIT,
)  # fmt: skip


@page("person/<id:number>/leaving-care/", may=May.READ_RECORD, about="the young person")
def person_leaving_care(request: HttpRequest, number: int) -> HttpResponse:
    """What a young person leaving care is owed, until 25, and a small form for each thing that is recorded."""
    deeds = {
        "begin": _begin,
        "category": _category,
        "adviser": _adviser,
        "touch": _touch,
        "moved": _moved,
        "pathway": _pathway,
        "end": _end,
    }
    return answer(
        request, number, page="person_leaving_care", tab="person_leaving_care",
        template="care/leaving/page.html", shown=_shown, deeds=deeds,
    )  # fmt: skip


def _shown(viewer: Worker, person: Person, today: date) -> Mapping[str, Any]:
    born_on, leaver = child_of(person).born_on, queries.leaver_of(viewer, person.pk)
    lists, clocks = practice.current().lists, running(viewer, [person.pk], today).get(person.pk, [])
    return {
        "leaver": leaver,
        "owed": rules.owed(born_on, queries.spells(person.pk), today) if born_on else None,
        "categories": list(rules.CATEGORIES.items()),
        "category_words": rules.CATEGORIES,
        "pathway": queries.pathway_of(viewer, person),
        "clocks": [one for one in clocks if one.code in CODES],
        "colleagues": queries.colleagues(viewer, today),
        "in_touch": lists["in_touch"].choices(today),
        "activity": lists["activity"].choices(today),
        "accommodation": lists["accommodation"].choices(today),
        "label": lambda name, code: lists[name].label(code),
        "turns": lambda age: short_day(birthday(born_on, age)) if born_on else "",
        "ends": list(actions.ENDS.items()),
        "end_words": actions.ENDS,
    }


def _held(by: Worker, person: Person) -> Leaver:
    found = queries.leaver_of(by, person.pk)
    if found is None:
        raise Refused(actions.NOT_ONE)
    return found


def _worker(form: Form, by: Worker, today: date) -> Worker | None:
    """The colleague who was chosen; nobody for anything else."""
    number = sent_back.number(form.was("worker"))
    known = {one for one, _ in queries.colleagues(by, today)}
    return Worker.objects.filter(pk=number).first() if number in known else None


def _begin(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.begin(
        by, person, category=form.was("category"), why=form.text("why"), on=form.day("on", today),
        adviser=_worker(form, by, today),
    )  # fmt: skip
    return "Support as a care leaver is on record. The pathway plan is due within three months."


def _category(by: Worker, person: Person, form: Form, today: date) -> str:
    told = {"category": form.was("category"), "why": form.text("why")}
    actions.recategorise(by, _held(by, person), on=form.day("on", today), **told)
    return "The category is on record. The one before stays with its days."


def _adviser(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.name_adviser(by, _held(by, person), worker=_worker(form, by, today), on=form.day("on", today))
    return "The personal adviser is on record."


def _touch(by: Worker, person: Person, form: Form, today: date) -> str:
    told = {name: form.was(name) for name in ("in_touch", "activity", "accommodation")}
    made = actions.be_in_touch(
        by, _held(by, person), on=form.day("on", today), words=form.text("words"),
        seen_at_home=form.was("seen_at_home") == "yes", **told,
    )  # fmt: skip
    counted = f" It counts for the birthday at {made.birthday}." if made.birthday else ""
    return f"On record.{counted}"


def _moved(by: Worker, person: Person, form: Form, today: date) -> str:
    home = actions.move(
        by, _held(by, person), on=form.day("on", today), is_arranged=form.yes("is_arranged"), lines=form.text("lines"),
        postcode=form.text("postcode"),
    )  # fmt: skip
    return "The move is on record. A visit is due within seven days." if home else "The move is on record."


def _pathway(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.begin_pathway(by, _held(by, person))
    return "The pathway plan has begun: open it and write it with the young person."


def _end(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.end(by, _held(by, person), on=form.day("on", today), reason=form.was("reason"))
    return "Support has ended. Everything stays on record."
