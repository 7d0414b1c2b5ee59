"""Leaving care, private fostering, a child who came alone, a child who is adopted; each in both practices."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.scenes import aged, ago, family, start_of_care
from tests.journeys.site import Site

BOTH = pytest.mark.parametrize("site_name", ["today_site", "site_2011"], ids=["today", "2011"])


def one(site: Site, given: str, name: str, born: date, days: int) -> int:
    """A child of its own, open for so many days."""
    since = date.fromordinal(date.fromisoformat(site.today).toordinal() - days)
    return family(site, name, {given: born}, since=since)[given]


@BOTH
def test_leaving_care_from_16_on(request, person_at, site_name) -> None:
    site: Site = request.getfixturevalue(site_name)
    naomi = one(site, "Naomi", "Thistlewood", aged(site, 16), 420)
    page = person_at(site, "amina.rahman")
    start_of_care(page, naomi, ago(site, 400))

    page.goto(f"/person/{naomi}/leaving-care/")
    expect(page.locator("#owed")).to_contain_text("Eligible.")
    right = page.get_by_role("form", name="Record the right to support")
    right.get_by_label("From", exact=True).fill(ago(site, 60))
    right.get_by_label("Personal adviser").select_option(label="Ben Okoye")
    right.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("The pathway plan is due within three months.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Personal adviser: Ben Okoye")

    in_touch(page, site)
    page.get_by_role("button", name="Begin the pathway plan").click()
    page.get_by_role("link", name=re.compile("^Pathway plan since")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("athway plan")


def in_touch(page: Page, site: Site) -> None:
    """What somebody does is asked of whom one is in touch with; then where they live is kept with it."""
    form = page.get_by_role("form", name="In touch, or tried")
    form.get_by_label("Day", exact=True).fill(ago(site, 2))
    form.locator("select").nth(0).select_option("YES")
    form.locator("select").nth(1).select_option("0")
    form.locator("select").nth(2).select_option("E1")
    form.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("say what they do")
    form.locator("select").nth(1).select_option("F2")
    form.get_by_label("In a few words").fill("Rang; she likes the college.")
    form.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("main")).to_contain_text("Rang; she likes the college.")


@BOTH
def test_private_fostering_from_the_notification_to_its_end(request, person_at, site_name) -> None:
    site: Site = request.getfixturevalue(site_name)
    leif = one(site, "Leif", "Brackenbury", aged(site, 11), 60)
    page = person_at(site, "amina.rahman")

    page.goto(f"/person/{leif}/private-fostering/")
    told = page.get_by_role("form", name="We were told of it")
    told.get_by_label("Told on").fill(ago(site, 30))
    told.get_by_label("Who cares for the child").fill("Mrs Petra Lund")
    told.locator("select").select_option("friend")
    told.get_by_label("How many days it is meant to last").fill("20")
    told.get_by_role("button", name="Record private fostering").click()
    expect(page.get_by_role("alert")).to_contain_text("Less than 28 days is no private fostering.")
    told.get_by_label("How many days it is meant to last").fill("200")
    told.get_by_role("button", name="Record private fostering").click()
    expect(page.get_by_role("main")).to_contain_text("With Mrs Petra Lund")
    expect(page.get_by_role("main")).to_contain_text("First visit")

    visited = page.get_by_role("form", name="A visit and its report")
    visited.get_by_label("Day", exact=True).fill(ago(site, 25))
    visited.get_by_label("Yes").check()
    visited.get_by_label("Report of the visit").fill("Leif has his own room and rings home on Sundays.")
    visited.get_by_role("button", name="Record the visit").click()
    expect(page.get_by_role("main")).to_contain_text("rings home on Sundays")

    page.locator("summary").filter(has_text="It ended").click()
    over = page.get_by_role("form", name="It ended")
    over.locator("select").select_option("HOME")
    over.get_by_label("Day", exact=True).fill(ago(site, 1))
    over.get_by_role("button", name="Record the end").click()
    expect(page.get_by_role("form", name="We were told of it")).to_be_visible()


@BOTH
def test_a_child_who_came_alone(request, person_at, site_name) -> None:
    site: Site = request.getfixturevalue(site_name)
    yonas = one(site, "Yonas", "Haile", aged(site, 15), 90)
    page = person_at(site, "amina.rahman")

    page.goto(f"/person/{yonas}/care/start/")
    page.get_by_label("An unaccompanied child seeking asylum").check()
    page.get_by_label("Postcode of home before care").fill("WM4 2QT")
    page.get_by_role("button", name="Record the start of care").click()
    expect(page.get_by_role("alert")).to_contain_text("An unaccompanied child has no home postcode.")
    page.get_by_label("Postcode of home before care").fill("")
    for name, value in (
        ("status", "V2"),
        ("need", "N8"),
        ("before", "Z1"),
        ("kind", "U6"),
        ("provider", "PR1"),
    ):
        page.locator(f"select[name={name}]").select_option(value)
    page.get_by_label("On which day?").fill(ago(site, 80))
    page.get_by_label("With whom, or in which home?").fill("Mr Dawit")
    page.get_by_role("button", name="Record the start of care").click()
    expect(page.locator("#now")).to_contain_text("an unaccompanied child")

    page.goto(f"/person/{yonas}/care/all/")
    page.get_by_role("link", name="Put the start right").click()
    form = page.get_by_role("form", name="No longer an unaccompanied child")
    form.get_by_label("Until which day?").fill(ago(site, 90))
    form.get_by_role("button", name="Record the day").click()
    expect(page.get_by_role("alert")).to_contain_text("began to be looked after on")
    form.get_by_label("Until which day?").fill(ago(site, 5))
    form.get_by_role("button", name="Record the day").click()
    expect(page.locator("#start")).to_contain_text("an unaccompanied child until")


@BOTH
def test_adoption_from_the_plan_to_the_order(request, person_at, site_name) -> None:
    site: Site = request.getfixturevalue(site_name)
    elsa = one(site, "Elsa", "Winterbourne", aged(site, 2), 420)
    page = person_at(site, "amina.rahman")
    start_of_care(page, elsa, ago(site, 400), status="C1", need="N1")

    permanence(page, elsa, "Permanence plan", ago(site, 300), kind="adoption")
    permanence(page, elsa, "Should be placed for adoption", ago(site, 290))
    page.goto(f"/person/{elsa}/care/status/")
    page.locator("select[name=status]").select_option("E1")
    page.get_by_label("From which day?").fill(ago(site, 280))
    page.get_by_role("button", name="Record the legal status").click()
    placed_too_early(page, elsa, site)
    permanence(page, elsa, "Matched with adopters", ago(site, 200), adopters="2", sex="MF", legal="L11")
    page.goto(f"/person/{elsa}/care/move/")
    adopters(page, ago(site, 190))
    expect(page.locator("#placements")).to_contain_text("The Fields")
    permanence(page, elsa, "Adoption order", ago(site, 10))

    expect(page.get_by_role("main")).to_contain_text("Adopted on")
    page.goto(f"/person/{elsa}/care/all/")
    expect(page.locator("#episodes tbody tr").first).to_contain_text("E1")


def permanence(page: Page, elsa: int, form: str, on: str, **picked: str) -> None:
    """One of the small forms of the page of permanence."""
    page.goto(f"/person/{elsa}/care/permanence/")
    boxes = page.get_by_role("form", name=form, exact=True)
    if not boxes.is_visible():
        page.locator("summary").filter(has_text=form).click()
    boxes.get_by_label(re.compile("^(Day|Agreed on|Decided by the agency on|Day of the order)$")).fill(on)
    for name, value in picked.items():
        boxes.locator(f"select[name$='.{name}']").select_option(value)
    if boxes.get_by_label("No", exact=True).count():
        boxes.get_by_label("No", exact=True).check()
    with page.expect_navigation():
        boxes.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def placed_too_early(page: Page, elsa: int, site: Site) -> None:
    """Without a match nobody is placed for adoption, and nothing typed is lost."""
    page.goto(f"/person/{elsa}/care/move/")
    adopters(page, ago(site, 190))
    expect(page.get_by_role("alert")).to_contain_text("record the match first")
    expect(page.get_by_label("With whom, or in which home?")).to_have_value("The Fields")


def adopters(page: Page, on: str) -> None:
    """The move to the adopters."""
    page.get_by_label("On which day?").fill(on)
    page.locator("select[name=end_reason]").select_option("CARPL")
    page.locator("select[name=kind]").select_option("A6")
    page.get_by_label("With whom, or in which home?").fill("The Fields")
    page.locator("select[name=provider]").select_option("PR1")
    page.get_by_label("Postcode", exact=True).fill("WM6 1AB")
    page.get_by_role("button", name="Record the move").click()
