"""Every address, every role, every relation to the child: what is let in, refused, or not there.

The expected lock of each page stands in ``access.toml``. A page that is missing there fails the build, so that
nobody opens one by accident.
"""

import re
import tomllib
from functools import cache

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from kith.access import checks, practice
from kith.access.doors import ANYONE, SIGNED_IN, page
from kith.access.may import May
from tests import make
from tests.house import tree

PAGES = {pattern.name: pattern for pattern in checks.patterns(get_resolver())}
ROLES = sorted(practice.authority().practice("westmere").roles)
ABSENT = 999_999_999
OPENED = {200, 302, 400, 404, 405, 409, 422}
SENDING_NEEDS = {"step": May.WRITE_STEP}  # whoever reads records opens a step; fewer may write in it


@cache
def expected() -> dict[str, str]:
    return tomllib.loads((tree.ROOT / "tests/house/access.toml").read_text())["pages"]


def lock_of(name: str) -> str:
    lock = PAGES[name].callback.lock
    return {ANYONE: "anyone", SIGNED_IN: "signed in"}.get(lock) or lock.name


def test_every_page_has_the_lock_that_is_written_down() -> None:
    assert {name: lock_of(name) for name in PAGES} == expected()


class Cast:
    """One child with everything a page may open, and the ids that lead there."""

    def __init__(self, **facts) -> None:
        self.team = make.team(code=f"north-{next(make.NUMBERS)}")
        self.worker = make.worker(role="social_worker", team=self.team)
        self.child = make.child(**facts)
        self.household = make.family(children=[self.child])
        self.family = self.household.family
        self.involvement = make.involvement(self.child, self.team, self.worker)
        self.step = make.step(people=[self.child], worker=self.worker)
        self.contact = make.contact([self.child], team=self.team, worker=self.worker, state="in_progress")
        self.visit = make.visit([self.child], by=self.worker)

    def number(self, route: str) -> int:
        for start, row in (
            ("person/", self.child), ("step/", self.step), ("front-door/contact/", self.contact),
            ("involvement/", self.involvement), ("visit/", self.visit), ("family/", self.family),
        ):  # fmt: skip
            if route.startswith(start) and row is not None:
                return row.pk
        return ABSENT

    def address(self, name: str, number: int | None = None) -> str:
        route = str(PAGES[name].pattern)
        given = dict.fromkeys(re.findall(r"<(?:\w+:)?(\w+)>", route))
        for key in given:
            given[key] = {"slug": self.team.code, "code": "referrals"}.get(key, number or self.number(route))
        return reverse(name, kwargs=given)


def signed_in(worker) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(worker)
    return client


@cache
def held_by(role: str) -> frozenset[May]:
    return frozenset(May[name] for name in practice.current().roles[role].may)


def opens(role: str, name: str) -> bool:
    lock = PAGES[name].callback.lock
    return not isinstance(lock, May) or lock in held_by(role)


def passes_the_door(worker, name: str, method: str) -> bool:
    """Whether the lock of a page lets a worker into an empty room: all that differs between those who may."""
    lock = PAGES[name].callback
    room = page(lock.route, may=lock.lock, name=name)(lambda request: HttpResponse())
    request = HttpRequest()
    request.method, request.user = method, worker
    try:
        return room(request).status_code == 200
    except PermissionDenied:
        return False


@cache
def askers(name: str) -> frozenset[str]:
    """Who asks for a page itself, after everybody was tried at its door.

    Of those who may, all who hold no more than others do: a page may ask for more inside. Of those who may not, one who
    holds as much as any: they never come in, and what turns them back is the door that everybody was tried at. Not
    always the same one.
    """
    if name in SENDING_NEEDS:
        return frozenset(ROLES)
    may = [role for role in ROLES if opens(role, name)]
    may_not = [role for role in ROLES if not opens(role, name)]
    least = [role for role in may if not any(held_by(other) < held_by(role) for other in may)]
    most = [role for role in may_not if not any(held_by(other) > held_by(role) for other in may_not)]
    turn = sorted(PAGES).index(name)
    return frozenset([*least, *([most[turn % len(most)]] if most else [])])


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_it_may_and_nothing_else(role: str) -> None:
    cast = Cast()
    worker = make.worker(role=role, team=cast.team)
    client = signed_in(worker)
    wrong = {}

    for name in PAGES:
        if name in ("sign_out", "sign_in_demo"):
            continue
        for method in ("GET", "POST"):
            assert passes_the_door(worker, name, method) is opens(role, name), name
        if role not in askers(name):
            continue
        answers = {method(cast.address(name)).status_code for method in (client.get, client.post)}
        may_send = SENDING_NEEDS.get(name) in held_by(role) | {None}
        allowed = {403} if not opens(role, name) else OPENED if may_send else OPENED | {403}
        if not answers <= allowed:
            wrong[name] = answers

    assert not wrong


def test_every_page_is_asked_by_somebody_who_may_and_by_somebody_who_may_not() -> None:
    for name in PAGES:
        may = {role for role in ROLES if opens(role, name)}
        asked = askers(name)

        assert asked & may, name
        assert not set(ROLES) - may or asked - may, name
        assert all(any(held_by(one) <= held_by(role) for one in asked & may) for role in may), name
        assert all(not held_by(one) < held_by(role) for one in asked - may for role in set(ROLES) - may) or (
            name in SENDING_NEEDS
        ), name


@pytest.mark.django_db
def test_nobody_who_is_not_signed_in_sees_more_than_the_door() -> None:
    cast, client = Cast(), Client()

    for name in PAGES:
        answer = client.get(cast.address(name))
        if PAGES[name].callback.lock == ANYONE:
            assert answer.status_code in (200, 404, 405), name
        else:
            assert answer.status_code == 302 and answer["Location"].startswith(reverse("sign_in")), name


OPENS_A_RECORD = [
    name for name, pattern in PAGES.items()
    if re.match(r"(person|step|front-door/contact|involvement|visit|family)/<", str(pattern.pattern))
]  # fmt: skip


def told(answer, number: int) -> tuple[int, str]:
    """Status and words of an answer without what differs each time: keys, moments and the number asked for."""
    body = re.sub(r'value="[^"]{20,}"|datetime="[^"]*"|\d\d:\d\d(:\d\d)?', "", answer.content.decode())
    return answer.status_code, body.replace(f"/{number}/", "/N/")


@pytest.mark.django_db
@pytest.mark.parametrize("relation", ["allocated", "same team", "another team"])
def test_a_worker_opens_the_record_of_a_child_whatever_the_team(relation: str) -> None:
    cast = Cast()
    others = {
        "allocated": cast.worker,
        "same team": make.worker(team=cast.team),
        "another team": make.worker(),
    }
    client = signed_in(others[relation])

    for name in ("person", "person_chronology", "person_steps", "person_visits", "person_family", "step"):
        assert client.get(cast.address(name)).status_code == 200, name


READERS = ["social_worker", "team_manager", "business_support", "auditor"]


def first_to_open(role: str, name: str) -> bool:
    """Whether nobody before this role in the list opens the page: what is hidden is hidden from all alike."""
    return next((one for one in READERS if opens(one, name)), None) == role


@pytest.mark.django_db
@pytest.mark.parametrize("role", READERS)
def test_a_restricted_record_is_answered_like_one_that_is_not_there(role: str) -> None:
    cast = Cast(given_name="Zebedee", family_name="Quillfeather")
    viewer = make.worker(role=role, team=cast.team)
    for one in (cast.child, cast.household.mother):  # a family opens for whoever may know of anybody in it
        make.restricted(one, readers=[cast.worker])
    client = signed_in(viewer)

    for name in (name for name in OPENS_A_RECORD if first_to_open(role, name)):
        for method in (client.get, client.post):
            hidden, absent = cast.address(name), cast.address(name, ABSENT)
            there, nowhere = method(hidden), method(absent)
            number = cast.number(str(PAGES[name].pattern))
            assert told(there, number) == told(nowhere, ABSENT), name
            assert b"Quillfeather" not in there.content, name


@pytest.mark.django_db
def test_who_may_read_a_restricted_record_does() -> None:
    cast = Cast()
    make.restricted(cast.child, readers=[cast.worker])

    assert signed_in(cast.worker).get(cast.address("person")).status_code == 200


@pytest.mark.django_db
def test_a_number_too_large_for_the_record_is_not_found() -> None:
    client = signed_in(make.worker())

    assert client.get("/person/99999999999999999999999/").status_code == 404
    assert client.get("/person/999999999999999999/").status_code == 404
