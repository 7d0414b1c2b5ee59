"""A child answers on a phone without an account or scripts; the answer is counted and opens again what was closed."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

LONG = 15_000  # a whole plan stands behind the page
NO = "Nobody told me that I would move."
PLAN = "/improvement/improvement-plan-202628/?rating=green"  # that of 2010 is counted by others


def test_a_no_from_a_child_is_counted_and_reopens_a_completed_action(
    today_site, person_at, browser: Browser
) -> None:
    worker = person_at(today_site, "colin.burge")
    link = given_a_link(worker)

    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, base_url=today_site.url, java_script_enabled=False
    ).new_page()
    answered(phone, link)

    head = person_at(today_site, "ngozi.bright")
    head.goto("/improvement/listening/")
    expect(head.get_by_role("row", name="A child or young person").first).to_be_visible()
    taken_for_a_completed_action(head)


def given_a_link(worker: Page) -> str:
    worker.goto("/feedback/")
    worker.get_by_label("Whom, and what").select_option("child")
    worker.get_by_label("Record number of the child").fill("204418")
    worker.locator("#by-hand").get_by_role("button", name="Make the link").click()
    return urlsplit(worker.locator("#link a").first.inner_text()).path


def answered(phone: Page, link: str) -> None:
    phone.goto(link)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Send your answers").click()
    expect(phone.get_by_text("There is a problem")).to_be_visible()
    phone.get_by_role("group", name="Did we make things better for you?").get_by_label("No").check()
    for question in (
        "Did we listen to you?",
        "Did you know what was going to happen?",
        "Did we do what we said",
    ):
        phone.get_by_role("group", name=question).get_by_label("Never").check()
    phone.get_by_label("What should we do better?").fill(NO)
    phone.get_by_role("button", name="Send your answers").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    phone.goto(link)
    expect(phone.get_by_role("heading", name="This link does not work")).to_be_visible()


def taken_for_a_completed_action(head: Page) -> None:
    head.goto(PLAN)
    head.locator('a[href*="/improvement/action/"]').first.click()
    head.get_by_role("link", name="Take it from feedback that was given").click()
    panel = head.locator(".k-panel", has_text=NO).first
    panel.get_by_text("Use it").click()
    panel.get_by_role("button", name="Take it for this action").click()
    expect(head.locator("#standing").get_by_text("Amber").first).to_be_visible(timeout=LONG)
    expect(head.locator("#feedback").get_by_text(NO).first).to_be_visible()
