"""Record details: what somebody is called and numbered, alerts, and who may know of the record at all."""

import hashlib
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.people import actions, rules
from kith.people.banners import open_record, viewer_of
from kith.people.boundaries import queries as boundaries_queries
from kith.people.changing import Change, carry_out, row_sent
from kith.people.conflicts import queries as conflicts_queries
from kith.people.councils import queries as councils_queries
from kith.people.days import read_day
from kith.people.details import queries as details_queries
from kith.people.keeping import queries as keeping_queries
from kith.people.merging import queries as merging_queries
from kith.people.merging import rules as merging_rules
from kith.people.models import Agency, Alert, Boundary, Identifier, OtherName, ParentalResponsibility, Person
from kith.people.network import queries as network_queries
from kith.people.numbers_held import told_to_guards
from kith.people.photos import queries as photos
from kith.people.traits import queries as traits_queries
from kith.people.traits import rules as traits_rules
from kith.ui.render import render

CHANGED_MEANWHILE = (
    "Somebody else changed this meanwhile. What stands on record now is on this page; what you typed is still in the "
    "form. Send it again if it is right all the same."
)


@page("person/<id:number>/details/", may=May.READ_RECORD, about="the person")
def person_details(request: HttpRequest, number: int) -> HttpResponse:
    """Names, numbers, telephones, alerts and restrictions of a person, and the forms that change them."""
    return show(request, number)


def show(request: HttpRequest, number: int, refused: Refused | None = None, form: str = "") -> HttpResponse:
    """The details page, with what was typed in the form that was refused."""
    person, context = open_record(request, number, "person_details")
    viewer, today, lists = viewer_of(request), clock.today(), practice.current().lists
    may_restrict = viewer.may(May.RESTRICT_RECORD)
    wall = details_queries.restriction(number)
    context |= _known(viewer, number, today)
    context |= {
        "stands": stands(person),
        "details": details_queries.details(viewer, number, today),
        "born": rules.born_words(person.born_on, person.born_by, person.born_precision),
        "sex": lists["sex"].label(person.sex),
        "sexes": lists["sex"].choices(today),
        "language": lists["language"].label(person.language),
        "languages": [words for _, words in lists["language"].choices(today)],
        "name_kinds": OtherName.KINDS,
        "name_words": dict(OtherName.KINDS),
        "number_kinds": Identifier.KINDS,
        "alert_kinds": Alert.KINDS,
        "may_edit": viewer.may(May.EDIT_PERSON),
        "may_restrict": may_restrict,
        "wall": wall,
        "readers": [one.worker.name for one in wall.readers.all()] if wall else [],
        "born_typed": person.born_text
        or (short_day(person.born_on) if person.born_on and person.born_precision == "exact" else ""),
        "was": lambda name, field, stands: request.POST.get(field, "") if name == form else stands,
        "wrong": lambda name: refused.problems if refused and name == form else (),
        "form": form,
        "problems": refused.problems if refused else (),
    }
    return render(request, "people/details/details.html", context, status=422 if refused else 200)


def _known(viewer: Worker, number: int, today: date) -> dict[str, object]:
    """What the panels about a person show besides names, numbers and alerts."""
    lists = practice.current().lists
    return {
        "earlier": lambda merge: [
            (f"{fact.title}, not shown", merge.earlier[fact.code])
            for fact in merging_rules.FACTS
            if fact.code in merge.earlier
        ],
        "photo": photos.latest(viewer, number),
        "traits": traits_queries.traits(viewer, number),
        "trait_title": lambda kind: traits_rules.KINDS.get(kind, kind.capitalize()),
        "trait_label": lambda one: lists[one.kind].label(one.code),
        "trait_choices": [
            (f"{kind}:{code}", f"{title}: {label}")
            for kind, title in traits_rules.KINDS.items()
            for code, label in lists[kind].choices(today)
        ],
        "responsible": traits_queries.responsible(viewer, number, today),
        "how_responsible": ParentalResponsibility.HOW,
        "network": network_queries.network_of(viewer, number),
        "agency_kinds": Agency.KINDS,
        "keepings": keeping_queries.keepings(viewer, number),
        "boundaries": boundaries_queries.boundaries_of(viewer, number),
        "boundary_kinds": Boundary.KINDS,
        "boundary_words": dict(Boundary.KINDS),
        "council_moves": councils_queries.moves_of(viewer, number),
        "conflicts": conflicts_queries.conflicts_of(number),
        "may_keep_from_worker": viewer.may(May.KEEP_FROM_WORKER),
        "may_adopt": viewer.may(May.RECORD_ADOPTION),
        "may_see_adoption": viewer.may(May.SEE_ADOPTION),
        "may_merge": viewer.may(May.MERGE_RECORDS),
        "merges": merging_queries.merges_of(viewer, number),
    }


def _changing(request: HttpRequest, number: int, form: str, change: Change, after: str = "") -> HttpResponse:
    def again(refused: Refused) -> HttpResponse:
        return show(request, number, refused, form)

    return carry_out(request, number, change, page="person_details", again=again, after=after)


def stands(person: Person) -> str:
    """What a form about names and birth was made from, as a mark: another one when somebody changed it meanwhile."""
    facts = (
        person.given_name, person.family_name, person.known_as, person.born_text, person.born_on, person.born_by,
        person.born_precision, person.sex, person.language,
    )  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _refuse_when_changed(person: Person, said: Any) -> None:
    if said.get("stands", "") not in ("", stands(person)):
        raise Refused(CHANGED_MEANWHILE)


@page("person/<id:number>/details/name/", may=May.EDIT_PERSON, about="the person")
def person_name(request: HttpRequest, number: int) -> HttpResponse:
    """Change the name somebody goes by, or add another name."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        names = {"given_name": said.get("given_name", ""), "family_name": said.get("family_name", "")}
        if said.get("other"):
            ended = said.get("name_until", "").strip()
            actions.add_name(
                by,
                person,
                kind=said.get("kind", ""),
                ended_on=read_day(ended, today, "name_until") if ended else None,
                is_close=bool(said.get("is_close")),
                today=today,
                **names,
            )
            return "The other name is on record; the person is found by it from now on."
        _refuse_when_changed(person, said)
        actions.call(by, person, known_as=said.get("known_as", ""), keep=said.get("keep", ""), **names)
        return f"The record now stands under {person.name}."

    return _changing(request, number, "other_name" if request.POST.get("other") else "name", change)


@page("person/<id:number>/details/facts/", may=May.EDIT_PERSON, about="the person")
def person_facts(request: HttpRequest, number: int) -> HttpResponse:
    """Change birth date, sex and language; for a child expected so far, record the birth."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if said.get("was_born"):
            born_on = read_day(said.get("born_on", ""), today, "born_on")
            names = {"given_name": said.get("given_name", ""), "family_name": said.get("family_name", "")}
            actions.born(by, person, born_on=born_on, sex=said.get("sex", ""), today=today, **names)
            return f"{person.name} is recorded as born. The record number stays the same."
        _refuse_when_changed(person, said)
        facts = {
            "born_told": said.get("born_told", ""),
            "sex": said.get("sex", ""),
            "language": rules.language_code(
                said.get("language", ""), practice.current().lists["language"].choices(today)
            ),
        }
        actions.describe(by, person, today=today, ethnicity=person.ethnicity, **facts)
        return "Changed."

    return _changing(request, number, "born" if request.POST.get("was_born") else "facts", change)


@page("person/<id:number>/details/died/", may=May.EDIT_PERSON, about="the person")
def person_died(request: HttpRequest, number: int) -> HttpResponse:
    """Record a death."""

    def change(by: Worker, person: Person, today: date) -> str:
        died_on = read_day(request.POST.get("died_on", ""), today, "died_on")
        actions.died(by, person, died_on=died_on, today=today)
        return "The death is on record."

    return _changing(request, number, "died", change)


@page("person/<id:number>/details/number/", may=May.EDIT_PERSON, about="the person")
def person_number(request: HttpRequest, number: int) -> HttpResponse:
    """Add a number others know the person by, or a telephone."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if said.get("telephone"):
            actions.add_phone(by, person, number=said.get("phone", ""), note=said.get("note", ""))
            return "The telephone number is on record."
        actions.add_identifier(by, person, kind=said.get("number_kind", ""), value=said.get("number", ""))
        return "The number is on record."

    def again(refused: Refused) -> HttpResponse:
        form = "phone" if request.POST.get("telephone") else "number"
        return told_to_guards(request, refused, show(request, number, refused, form), number)

    return carry_out(request, number, change, page="person_details", again=again)


@page("person/<id:number>/details/alert/", may=May.EDIT_PERSON, about="the person")
def person_alert(request: HttpRequest, number: int) -> HttpResponse:
    """Add an alert, or end one."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if ended := said.get("ended", ""):
            actions.end_alert(by, row_sent(by, Alert, person, ended), ended_on=today, today=today)
            return "The alert has ended. It stays in the record’s past."
        review = said.get("review_on", "").strip()
        actions.add_alert(
            by,
            person,
            kind=said.get("alert_kind", ""),
            words=said.get("alert_words", ""),
            started_on=today,
            today=today,
            review_on=read_day(review, today, "review_on", ahead=True) if review else None,
        )
        return "The alert stands first on the record."

    return _changing(request, number, "alert", change)


@page("person/<id:number>/details/restrict/", may=May.RESTRICT_RECORD, about="the person")
def person_restrict(request: HttpRequest, number: int) -> HttpResponse:
    """Let only some know of this record, change who they are, or lift the restriction."""

    def change(by: Worker, person: Person, today: date) -> str:
        said, wall = request.POST, details_queries.restriction(number)
        if said.get("lift"):
            if wall is None:
                raise Refused("This record is not restricted.")
            actions.lift_restriction(by, wall)
            return "The record is open again to everybody whose work needs it."
        if "readers" not in said:
            raise Refused("Say who may still know of this record.", "readers")
        readers = workers_named(said["readers"], "readers")
        if wall is None:
            actions.restrict(by, person, reason=said.get("reason", ""), readers=readers)
            return "From now on only those named know of this record."
        actions.let_read(by, wall, readers=readers)
        return "Changed who may know of this record."

    return _changing(request, number, "restrict", change)


def workers_named(typed: str, field: str) -> list[Worker]:
    """The workers named; every name must be one, or nobody is let in or shut out by mistake."""
    wanted = [part.strip() for part in typed.replace("\n", ",").split(",") if part.strip()]
    found = details_queries.possible_readers(typed)
    known = {worker.name.casefold() for worker in found} | {worker.username.casefold() for worker in found}
    missing = [one for one in wanted if one.casefold() not in known]
    if missing:
        raise Refused(
            f"Nobody who works here is called {missing[0][:80]}. Write the name as it stands at sign-in.",
            field,
        )
    names = [worker.name.casefold() for worker in found]
    twice = next((worker.name for worker in found if names.count(worker.name.casefold()) > 1), "")
    if twice:
        raise Refused(
            f"Two people here are called {twice}. Write the sign-in name of the one you mean.", field
        )
    return found
