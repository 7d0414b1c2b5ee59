"""Every page in a real browser: no axe violation, no sideways scroll, light enough, and a plain word for a refusal."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.house.tree import ROOT
from tests.journeys.site import Site

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIRST_VIEW, NEXT_VIEW = 160_000, 20_000
TALL = 4000  # so that the sticky bar at the foot lies over no field while axe measures
# Pages by the worker who sees most of them; {step}, {contact} ... are found on the pages themselves.
PAGES = {
    "amina.rahman": [
        "/work/", "/person/204418/", "/person/204418/chronology/", "/person/204418/chronology/?with=all",
        "/person/204418/chronology/birth-736363-/", "/person/204418/night/", "/night/", "/night/morning/",
        "/person/204418/sharing/", "/person/204418/chronology/?for=204418", "{wrong}",
        "/person/204418/steps/", "/person/204418/visits/", "/person/204418/family/", "/person/204418/details/",
        "{family}", "{family}?show=differences", "{family}map/", "{family}relationships/",
        "{family}?for=204418", "{family}map/?for=204418",
        "{step}", "{step}history/", "{step}take-out/", "{step}explain/", "{step}cite/?box=risk:1:evidence",
        "/visit/new/?person=204418",
        "/note/new/?person=204418", "/step/new/?person=204418", "/notices/", "/find/", "/person/new/",
        "/report-a-problem/",
    ],
    "ewan.price": ["/front-door/", "/front-door/contact/new/", "/front-door/contact/new/?person=204418",
                   "/front-door/batch/", "/front-door/threshold-guide/?find=drink",
                   "{contact}", "{contact}checks/"],
    "sanjay.pillai": ["{decide}", "/front-door/triage/", "/front-door/feedback/", "/sign-off/"],
    "colin.burge": [
        "/team/", "/sign-off/", "{sign_off}", "/person/204418/who-looked/", "{step}cancel/", "{close}",
        "/set-up/practice/", "/set-up/map/", "/set-up/costs/", "/set-up/compare/",
        "/person/204418/details/", "/person/204418/merge/", "/person/204418/alike/",
    ],
    "ngozi.bright": [
        "/performance/", "/performance/?show=table", "/performance/single_45wd/", "/performance/unallocated/",
        "/performance/NI059/", "/performance/decisions/by-level/?by=agency&period=rolling12&level=4",
    ],
    "bryn.hallett": ["/report-a-problem/", "/problems/", "/problems/?show=answered", "{problem}"],
    "": ["/tell-us/", "/told/nobody/", "/sign-in/", "/accessibility/", "/keyboard/", "/privacy/", "/nowhere/"],
}  # fmt: skip


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("username", PAGES, ids=lambda name: name or "nobody")
def test_a_page_has_no_violation_and_no_sideways_scroll(
    today_site, browser, person_at, username, width
) -> None:
    page = person_at(today_site, username, width=width) if username else visitor(today_site, browser, width)
    script = Path(AXE).read_text()
    wrong = {}

    for address in PAGES[username]:
        found = place(page, address)
        page.set_viewport_size({"width": width, "height": TALL})
        page.goto(found)
        page.evaluate(script)
        result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
        violations = [f"{one['id']}: {json.dumps(one['nodes'][0]['target'])}" for one in result["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            violations.append("scrolls sideways")
        if violations:
            wrong[found] = violations

    assert not wrong


def visitor(site: Site, browser, width: int) -> Page:
    """Somebody who has not signed in."""
    return browser.new_context(base_url=site.url, viewport={"width": width, "height": 900}).new_page()


def place(page: Page, address: str) -> str:
    """The address itself, or where its name leads to from the pages that list such things."""
    named = re.match(r"\{(\w+)\}(.*)", address)
    if not named:
        return address
    start, pattern = {
        "step": ("/person/204418/steps/", r"^/step/\d+/$"),
        "contact": ("/front-door/", r"^/front-door/contact/\d+/$"),
        "decide": ("/front-door/", r"^/front-door/contact/\d+/(decide/)?$"),
        "sign_off": ("/sign-off/", r"^/step/\d+/sign-off/$"),
        "problem": ("/problems/", r"^/problems/\d+/$"),
        "family": ("/person/204418/family/", r"^/family/\d+/$"),
        "wrong": ("/person/204418/visits/", r"^/person/204418/wrong-record/visit/\d+/$"),
        "close": ("/person/204418/", r"^/involvement/\d+/close/$"),
    }[named[1]]
    if named[1] == "problem":
        report_a_problem(page)
    page.goto(start)
    links = page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    found = next(href for href in links if re.match(pattern, href or ""))
    return found + named[2]


def report_a_problem(page: Page) -> None:
    """Something to answer: nothing is reported in a new authority."""
    page.goto("/report-a-problem/")
    page.get_by_label("What went wrong?").fill("The list stayed empty.")
    with page.expect_navigation():
        page.get_by_role("button", name="Send the report").click()


def test_the_first_page_is_light_and_the_next_one_lighter(today_site, browser) -> None:
    context = browser.new_context(base_url=today_site.url)
    page = context.new_page()
    received = []
    page.on("response", lambda answer: received.append(answer))

    def weight() -> int:
        page.wait_for_load_state("networkidle")
        total = sum(answer.request.sizes()["responseBodySize"] for answer in received)
        received.clear()
        return total

    page.goto("/sign-in/")
    with page.expect_navigation():
        page.locator('form:has(input[value="amina.rahman"]) button').first.click()
    first = weight()
    page.goto("/person/204418/")
    following = weight()
    context.close()

    assert first <= FIRST_VIEW
    assert following <= NEXT_VIEW


@pytest.mark.parametrize("username", ["amina.rahman"])
def test_hidden_and_absent_look_the_same(today_site, person_at, username) -> None:
    page = person_at(today_site, username)

    absent = page.goto("/person/999999/")

    assert absent is not None and absent.status == 404
    assert "There is nothing here" in page.locator("main").inner_text()
