"""Children who move between councils, and those whom another council has placed here. In both practices."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import Mouse
from tests.journeys.site import Site

# A family of its own with an open case and a plan, so that no other journey finds it gone: prints the child's number.
A_CASE = """
from datetime import timedelta
from kith.access.models import Worker
from kith.core import clock
from kith.database.session import as_system
from kith.protection.plan import actions as plans
from tests import make
with as_system("a journey needs a family of its own"):
    amina = Worker.objects.get(username="amina.rahman")
    grace = Worker.objects.get(username="grace.adeyemi")
    began = clock.today() - timedelta(days=40)
    child = make.child("Isla", "Vennor", age=6)
    home = make.family(children=[child])
    make.involvement(child, amina.team, amina, started_on=began, family=home.family)
    plans.begin_plan(grace, person=child.pk, conference=None, category="NEG", on=began + timedelta(days=20))
    print(child.pk)
"""


@dataclass(frozen=True, slots=True)
class Practice:
    """What differs between then and now: fifteen working days after the day on which we were told."""

    site: str
    today: str
    told: str
    due: str
    born: str


NOW = Practice("today_site", "14/10/2026", "5/10/2026", "26 Oct", "3/2/2019")
THEN = Practice("site_2011", "26/10/2011", "17/10/2011", "7 Nov", "3/2/2005")
BOTH = pytest.mark.parametrize("practice", [NOW, THEN], ids=["today", "2011"])


@BOTH
def test_a_child_comes_from_another_council_on_a_plan(request, person_at, practice) -> None:
    page = person_at(request.getfixturevalue(practice.site), "amina.rahman")
    at = Mouse(page)
    number = new_child(page, "Perdita", "Ashlock", practice)

    page.goto(f"/person/{number}/details/")
    at.go(page.get_by_role("link", name="Transfers, and living here for another council"))
    at.go(page.get_by_role("link", name="Transfer between councils"))
    at.go(page.get_by_role("button", name="Keep it"))
    expect(page.get_by_role("alert")).to_contain_text("Choose which way.")
    at.choose(page.get_by_label("A child comes from another council"))
    at.choose(
        page.get_by_role("group", name="Who is on a child protection plan there?").get_by_role("checkbox")
    )
    tell(page, practice.told)
    expect(page.locator("#conference")).to_contain_text(f"By {practice.due}")

    at.go(page.get_by_role("button", name="Keep the day"))
    expect(page.locator("#moved")).to_be_visible()
    page.goto(f"/person/{number}/protection/")
    expect(page.locator("main")).to_contain_text(practice.due)


def tell(page: Page, day: str) -> None:
    """What both ways ask: the other council, the day, who speaks for it, what to know."""
    at = Mouse(page)
    at.fill(page.get_by_label("The other council"), "Redfell")
    at.fill(page.get_by_label("When were they told, or when did they tell us?"), day)
    at.fill(page.get_by_label("Who speaks for them, and how to reach them"), "Ms Orme, 01632 960 555")
    at.fill(page.get_by_label("What whoever takes over needs to know"), "The family moves to grandmother.")
    at.go(page.get_by_role("button", name="Keep it"))
    expect(page.get_by_role("status").first).to_contain_text(
        "It stands on the list until the case has moved."
    )


def new_child(page: Page, given: str, family: str, practice: Practice) -> str:
    """A new record, after a search that found nobody; gives its number."""
    at = Mouse(page)
    page.goto("/find/")
    at.fill(page.locator("main input[name=q]"), f"{given} {family}")
    at.go(page.locator("main").get_by_role("button", name="Find"))
    at.go(
        page.get_by_role("link", name="Add a person")
        .or_(page.get_by_role("button", name="Add a person"))
        .first
    )
    at.fill(page.get_by_label("Born", exact=True), practice.born)
    at.choose(page.get_by_label("Girl").or_(page.get_by_label("Female")).first)
    at.go(page.get_by_role("button", name="Add this person"))
    if page.get_by_label("None of these is the person").count():
        at.choose(page.get_by_label("None of these is the person"))
        at.go(page.get_by_role("button", name="Add this person"))
    found = re.search(r"/person/(\d+)/", page.url)
    assert found, page.url
    return found[1]


@BOTH
def test_a_case_goes_to_another_council_when_it_is_taken_and_their_conference_was_held(
    request, person_at, practice
) -> None:
    site: Site = request.getfixturevalue(practice.site)
    number = site.command("shell", "-c", A_CASE).strip().splitlines()[-1]
    worker = person_at(site, "amina.rahman")
    at = Mouse(worker)

    worker.goto(f"/councils/new/?person={number}")
    at.choose(worker.get_by_label("Our case goes to another council"))
    tell(worker, practice.told)
    expect(worker.locator(".k-head")).to_contain_text("Waiting since")
    at.choose(worker.get_by_label("They take the case"))
    at.fill(worker.get_by_role("textbox", name="Who answered"), "Ms Orme")
    at.go(worker.get_by_role("button", name="Keep the answer"))
    here = worker.url
    expect(worker.get_by_role("button", name="End our case")).to_have_count(0)

    manager = person_at(site, "colin.burge")
    at = Mouse(manager)
    manager.goto("/councils/")
    expect(manager.get_by_role("table", name="Going to another council")).to_contain_text("Isla")
    manager.goto(here)
    at.fill(manager.get_by_label("Summary for whoever opens this next"), "Moved to the grandmother.")
    at.go(manager.get_by_role("button", name="End our case"))
    expect(manager.get_by_role("alert")).to_contain_text("the plan ends on the day of the conference there")
    expect(manager.get_by_label("Summary for whoever opens this next")).to_have_value(
        "Moved to the grandmother."
    )
    at.fill(manager.get_by_label("Day of the conference there"), practice.today)
    at.go(manager.get_by_role("button", name="End our case"))
    expect(manager.locator("#moved")).to_contain_text("the plan here ended that day")

    manager.goto(f"/person/{number}/chronology/")
    for words in ("Redfell", "Child protection plan ended"):
        expect(manager.locator("main")).to_contain_text(words)


@BOTH
def test_a_child_of_another_council_lives_here_and_is_no_case_of_ours(request, person_at, practice) -> None:
    page = person_at(request.getfixturevalue(practice.site), "amina.rahman")
    at = Mouse(page)
    number = new_child(page, "Merrin", "Colby", practice)

    page.goto(f"/person/{number}/councils/")
    at.fill(page.get_by_label("Council", exact=True), "Harbourne")
    at.go(page.get_by_role("button", name="Put on the list"))
    expect(page.get_by_role("alert")).to_contain_text("Choose where the child lives.")
    expect(page.get_by_label("Council", exact=True)).to_have_value("Harbourne")
    at.choose(page.get_by_label("With foster carers"))
    at.fill(page.get_by_label("Since when does the child live here?"), practice.told)
    at.fill(page.get_by_label("Who is responsible there, and how to reach them"), "Mr Pell, 01632 960 566")
    at.go(page.get_by_role("button", name="Put on the list"))
    expect(page.get_by_role("status").first).to_contain_text("It makes no case of ours.")
    page.goto("/councils/")
    expect(page.locator("#stays")).to_contain_text("Merrin")

    page.goto(f"/person/{number}/councils/")
    at.go(page.get_by_role("button", name="Does not live here any more"))
    page.goto("/councils/")
    expect(page.locator("#stays")).not_to_contain_text("Merrin")
