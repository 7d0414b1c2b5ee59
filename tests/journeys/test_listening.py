"""A child answers on a phone without an account or scripts: by a link that was handed over, and by one that was mailed.

The answer is counted: a no opens again what was closed, a yes opens the gate of what is delivered.
"""

import re
import time
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import Site

LONG = 15_000  # a whole plan stands behind the page
NO = "Nobody told me that I would move."
YES = "She showed me the page and I could say what was wrong."
PLAN = "/improvement/improvement-plan-202628/"  # that of 2010 is counted by others
GREEN = f"{PLAN}?rating=green"
ADDRESS = "tia@home.example"


def test_a_no_from_a_child_is_counted_and_reopens_a_completed_action(
    today_site, person_at, browser: Browser
) -> None:
    worker = person_at(today_site, "colin.burge")
    link = given_a_link(worker)

    answered(a_phone(today_site, browser), link, "No", "Never", NO)

    head = person_at(today_site, "ngozi.bright")
    head.goto("/improvement/listening/")
    expect(head.get_by_role("row", name="A child or young person").first).to_be_visible()
    taken_for_a_completed_action(head)


def test_a_yes_by_a_mailed_link_opens_the_gate_of_what_is_delivered(
    today_site, person_at, browser: Browser
) -> None:
    head, worker = person_at(today_site, "ngozi.bright"), person_at(today_site, "colin.burge")
    head.goto(PLAN)
    head.get_by_role("link", name="3.2 Risk section").first.click()
    closed(head)
    expect(head.locator(".govuk-error-summary")).to_contain_text("not closed before a child, a parent")

    asked_by_mail(worker)
    link = link_in_the_mail(today_site)
    answered(a_phone(today_site, browser), link, "Yes", "Always", YES)
    worker.goto("/feedback/")
    row = worker.locator("#by-mail tbody tr").first
    expect(row).to_contain_text(re.compile(r"(?<!Not )Mailed \d.*Answered", re.DOTALL))
    assert ADDRESS not in worker.content()

    head.get_by_role("link", name="Take it from feedback that was given").click()
    taken(head, YES)
    closed(head)
    expect(head.locator("#deliverables tbody tr").first).to_contain_text("On every desk")
    expect(head.locator("#feedback").get_by_text(YES).first).to_be_visible()


def asked_by_mail(worker: Page) -> None:
    worker.goto("/feedback/mail/")
    worker.get_by_label("Whom, and what").select_option("child")
    worker.get_by_label("Record number of the child").fill("204418")
    worker.get_by_label("Their e-mail address").fill(ADDRESS)
    worker.get_by_role("button", name="Send the link by mail").click()
    expect(worker.locator(".govuk-error-summary")).to_contain_text("Tick that they said we may write there")
    worker.get_by_label("They said that we may write to this address").check()
    worker.get_by_role("button", name="Send the link by mail").click()
    worker.wait_for_url("**/feedback/#waiting")


def link_in_the_mail(site: Site) -> str:
    """The private link of the letter that arrived at the mail server of the site, once it has."""
    until = time.monotonic() + LONG / 1_000
    while not (found := [one for one in site.office.letters if one["To"] == ADDRESS]):
        assert time.monotonic() < until, "no letter came"
        time.sleep(0.2)
    (letter,) = found
    words = letter.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "Tia" not in words
    (path,) = re.findall(r"https?://\S+(/say/[\w-]{43}/)", words)
    return str(path)


def closed(head: Page) -> None:
    """Say that what the action delivers is there."""
    if not head.locator("#close[open]").count():
        head.get_by_text("Close one of them").click()
    part = head.locator("#close")
    part.get_by_label("Which one").select_option(label="Guide to the risk section")
    part.get_by_label("What was delivered").fill("On every desk")
    with head.expect_navigation():
        part.get_by_role("button", name="Close it").click()


def a_phone(site: Site, browser: Browser) -> Page:
    """A phone without an account and without scripts."""
    screen = {"width": 390, "height": 844}
    return browser.new_context(viewport=screen, base_url=site.url, java_script_enabled=False).new_page()  # type: ignore[arg-type]


def given_a_link(worker: Page) -> str:
    worker.goto("/feedback/")
    worker.get_by_label("Whom, and what").select_option("child")
    worker.get_by_label("Record number of the child").fill("204418")
    worker.locator("#by-hand").get_by_role("button", name="Make the link").click()
    return urlsplit(worker.locator("#link a").first.inner_text()).path


def answered(phone: Page, link: str, helped: str, often: str, words: str) -> None:
    phone.goto(link)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Send your answers").click()
    expect(phone.get_by_text("There is a problem")).to_be_visible()
    phone.get_by_role("group", name="Did we make things better for you?").get_by_label(helped).check()
    for question in (
        "Did we listen to you?",
        "Did you know what was going to happen?",
        "Did we do what we said",
    ):
        phone.get_by_role("group", name=question).get_by_label(often).check()
    phone.get_by_label("What should we do better?").fill(words)
    phone.get_by_role("button", name="Send your answers").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    phone.goto(link)
    expect(phone.get_by_role("heading", name="This link does not work")).to_be_visible()


def taken_for_a_completed_action(head: Page) -> None:
    head.goto(GREEN)
    head.locator('a[href*="/improvement/action/"]').first.click()
    head.get_by_role("link", name="Take it from feedback that was given").click()
    taken(head, NO)
    expect(head.locator("#standing").get_by_text("Amber").first).to_be_visible(timeout=LONG)
    expect(head.locator("#feedback").get_by_text(NO).first).to_be_visible()


def taken(head: Page, words: str) -> None:
    """Take an answer for the action it was opened from."""
    panel = head.locator(".k-panel", has_text=words).first
    panel.get_by_text("Use it").click()
    panel.get_by_role("button", name="Take it for this action").click()
    head.wait_for_url(re.compile(r"/improvement/action/\d+/$"))
