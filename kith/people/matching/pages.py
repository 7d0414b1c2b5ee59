"""Find a person, and add one only after having looked.

What is searched for holds names, so it never stands in an address: it is sent in the body of the form, kept
in the worker's session, and the address carries only a key to it.
"""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.people import actions, queries, rules
from kith.people.apart.actions import keep_apart
from kith.people.banners import viewer_of
from kith.people.matching import rules as judging
from kith.people.matching import typed
from kith.people.matching.at_school import with_school
from kith.people.matching.queries import Hit, candidates_for, look_for
from kith.people.matching.rules import POSSIBLE, VERY_LIKELY, WEAK, Asked
from kith.people.numbers_held import told_to_guards
from kith.ui.formatting import plural, record_number
from kith.ui.render import render

SHOWN = 25
SUGGESTED = 8
SEARCHES_KEPT = 20
LONGEST_KEPT = 5000
MARKS = {VERY_LIKELY: "done", POSSIBLE: "soon", WEAK: "none"}
GROUPS = {
    "": ("Everyone", lambda hit: True),
    "children": ("Children", lambda hit: not hit.is_adult),
    "adults": ("Adults", lambda hit: hit.is_adult),
    "open": ("Open to us", lambda hit: hit.standing.is_open),
}
NEW_FIELDS = (
    "given_name", "family_name", "known_as", "born_told", "sex", "lines", "postcode", "phone", "nhs",
)  # fmt: skip


@page("find/", may=May.SEARCH)
def find(request: HttpRequest) -> HttpResponse:
    """Ask whom to look for; show who may be meant, each with the reasons, and one of them closer."""
    if request.method == "POST":
        return redirect(f"{reverse('find')}?s={_keep(request, request.POST.get('q', ''))}")
    text = _kept(request, request.GET.get("s", ""))
    asked = with_school(typed.read(text, clock.today()))
    if asked.empty:
        return render(
            request,
            "people/matching/find.html",
            {"door": "people", "q": text, "asked": None, "remarks": asked.remarks},
        )
    hits = look_for(viewer_of(request), asked, clock.today(), limit=SHOWN)
    return render(request, "people/matching/find.html", _results(request, text, asked, hits))


def _results(request: HttpRequest, text: str, asked: Asked, hits: list[Hit]) -> dict[str, Any]:
    key, show = request.GET["s"], request.GET.get("show", "")
    show = show if show in GROUPS else ""
    chosen = [hit for hit in hits if GROUPS[show][1](hit)]
    looked = next(
        (hit for hit in chosen if str(hit.person_id) == request.GET.get("look")),
        chosen[0] if chosen else None,
    )
    here = f"{reverse('find')}?s={key}"
    return {
        "door": "people",
        "q": text[: typed.LONGEST],
        "asked": asked,
        "remarks": asked.remarks,
        "hits": chosen,
        "title": f"{plural(len(hits), 'person', 'people')} found" if hits else "Nobody found",
        "lead": _lead(text, asked, len(hits)),
        "chips": [
            (
                f"{words} {len([hit for hit in hits if fits(hit)])}",
                f"{here}&show={name}" if name else here,
                name == show,
            )
            for name, (words, fits) in GROUPS.items()
        ],
        "here": f"{here}&show={show}" if show else here,
        "marks": MARKS,
        "looked": looked,
        "twice": _twice(request, looked, hits),
        "with_them": _household(request, looked) if looked else [],
        "add": f"{reverse('person_new')}?s={key}" if viewer_of(request).may(May.CREATE_PERSON) else None,
        "start_contact": _address("contact_new") if viewer_of(request).may(May.TAKE_CONTACT) else None,
    }


def _lead(text: str, asked: Asked, found: int) -> str:
    looked_for = []
    if asked.words:
        looked_for.append("names that look or sound like that")
    if asked.school:
        looked_for.append(f"those who go to {asked.school}")
    if asked.born:
        looked_for.append(f"born {rules.span_words(asked.born.first, asked.born.last)} or near it")
    words = f"for “{text[:80]}{'…' if len(text) > 80 else ''}”"
    if looked_for:
        words += f" – we looked for {', '.join(looked_for)}"
    return (
        f"{words}. Only the best {SHOWN} are shown: add an age or part of a date."
        if found == SHOWN
        else f"{words}."
    )


def _twice(request: HttpRequest, looked: Hit | None, hits: list[Hit]) -> list[Hit]:
    """Who else was found and may be the same person as the one looked at, unless they were told apart."""
    if looked is None or not viewer_of(request).may(May.EDIT_PERSON):
        return []
    alike = {match.id for match in judging.alike(looked.known, [hit.known for hit in hits])}
    found = alike - queries.apart_from(viewer_of(request), looked.person_id) if alike else alike
    return [hit for hit in hits if hit.person_id in found]


def _household(request: HttpRequest, hit: Hit) -> list[queries.Cell]:
    return queries.living_with(viewer_of(request), hit.person_id, clock.today())


@page("find/live/", may=May.SEARCH)
@require_POST
def find_live(request: HttpRequest) -> HttpResponse:
    """Suggestions while somebody types, for the search box and for look-ups in forms: JSON."""
    asked = typed.read(request.POST.get("q", ""), clock.today())
    hits = look_for(viewer_of(request), asked, clock.today(), limit=SUGGESTED)
    found = [
        {
            "value": str(hit.person_id),
            "href": reverse("person", kwargs={"number": hit.person_id}),
            "words": ", ".join(part for part in (hit.name, hit.age) if part),
            "small": " · ".join(
                part
                for part in (
                    f"ID {record_number(hit.person_id)}",
                    hit.born,
                    hit.address,
                    f"{hit.band}: {hit.why}",
                )
                if part
            ),
        }
        for hit in hits
    ]
    words = f"{plural(len(found), 'person', 'people')} found" if found else "Nobody found so far"
    return JsonResponse({"found": found, "words": words})


@page("person/new/", may=May.CREATE_PERSON)
def person_new(request: HttpRequest) -> HttpResponse:
    """Add a person, after a search and after a look at those who may be the same."""
    if request.method == "POST":
        return _add(request)
    text = _kept(request, request.GET.get("s", ""))
    asked = typed.read(text, clock.today())
    if asked.empty:
        messages.info(request, "Search first: the person may be on record already.")
        return redirect("find")
    given, family = rules.split_name(asked.spelt)
    known = {"given_name": given, "family_name": family, "born_told": asked.told, "postcode": asked.postcode}
    known |= {"phone": asked.phone, "sex": asked.sex if asked.sex != "U" else ""}
    known |= {"nhs": next((number for kind, number in asked.numbers if kind == "nhs"), "")}
    return _ask(request, dict.fromkeys(NEW_FIELDS, "") | known)


def _add(request: HttpRequest) -> HttpResponse:
    said = {name: request.POST.get(name, "") for name in NEW_FIELDS}
    alike = _alike(request, said)
    seen = set(request.POST.get("seen", "").split(","))
    looked = request.POST.get("none_of_these") == "yes" and {str(hit.person_id) for hit in alike} <= seen
    if alike and not looked:
        words = "Look at the people who may be the same. Tick “none of these” to add somebody new."
        return _ask(request, said, alike, Refused(words, "none_of_these"))
    try:
        person = actions.create_person(
            viewer_of(request), today=clock.today(), **said | {"sex": said["sex"] or "U"}
        )
    except Refused as refused:
        return told_to_guards(request, refused, _ask(request, said, alike, refused, ticked=looked))
    if looked:
        others, reason = [hit.person_id for hit in alike], "Said when the record was made: none of these"
        keep_apart(viewer_of(request), person, others=others, reason=reason)
    messages.success(request, f"{person.name} is on record as {record_number(person.pk)}.")
    return redirect("person", number=person.pk)


def _ask(
    request: HttpRequest,
    said: dict[str, str],
    alike: list[Hit] | None = None,
    refused: Refused | None = None,
    *,
    ticked: bool = False,
) -> HttpResponse:
    alike = _alike(request, said) if alike is None else alike
    context = {
        "door": "people",
        "said": said,
        "alike": alike,
        "marks": MARKS,
        "seen": ",".join(str(hit.person_id) for hit in alike),
        "ticked": ticked,
        "problems": refused.problems if refused else (),
        "sexes": [("F", "Female"), ("M", "Male"), ("U", "Not known")],
    }
    return render(request, "people/matching/person_new.html", context, status=422 if refused else 200)


def _alike(request: HttpRequest, said: dict[str, str]) -> list[Hit]:
    name = f"{said['given_name']} {said['family_name']}".strip() or said["known_as"]
    hits = candidates_for(viewer_of(request), name, said["born_told"], said["sex"] or "U", clock.today())
    return [hit for hit in hits if hit.band != WEAK]


def _keep(request: HttpRequest, text: str) -> str:
    """Keep what is searched for in the session, under a key that says nothing."""
    kept = dict(request.session.get("searches", {}))
    key = secrets.token_urlsafe(6)
    kept[key] = text[:LONGEST_KEPT]
    request.session["searches"] = dict(list(kept.items())[-SEARCHES_KEPT:])
    return key


def _kept(request: HttpRequest, key: str) -> str:
    return str(request.session.get("searches", {}).get(key, ""))


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
