"""Completing and sending an assessment for two siblings of whom fourteen facts are known, within its budget."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.effort.assessments import Given, given
from tests.journeys.effort.counting import Effort
from tests.journeys.effort.driver import Hands, Keyboard, Mouse, keep
from tests.journeys.effort.limits import limits
from tests.journeys.effort.table import WORSE, measured

WORKER, TASK, KNOWN = "amina.rahman", "T08", 14


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_an_assessment_asks_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    work = given(today_site, WORKER)
    at = hands(person_at(today_site, WORKER))
    at.page.goto("/work/")

    cost = write_and_send(at, work)

    way = "keyboard" if hands is Keyboard else "mouse"
    keep(TASK, way, cost)
    over = limits()[TASK].exceeded(cost, by_keyboard=hands.by_keyboard)
    if cost.seconds > WORSE * measured()[TASK][way]["seconds"]:
        over.append(f"{cost.seconds} s, a tenth more than measured last; for what: {cost.why}")
    assert not over, "\n".join(over)
    expect_it_sent(at.page, work)


def write_and_send(at: Hands, work: Given) -> Effort:
    """T08: open it, say that what is known is right, write what is not known, send it."""
    page, (elder, younger) = at.page, work.names
    at.begins()
    at.open_row(page.locator(f'a[data-row-link][href="/step/{work.step}/"]').first)
    every = page.get_by_role("button", name=re.compile(f"^Yes, all {KNOWN} still right"))
    at.use(every, key="y")
    at.sees(page.locator("#facts").get_by_text("Amina Rahman").first)
    expect(every).to_have_count(0)
    expect(page.locator("[name='why_now']")).to_be_focused()  # what is known leads on to what is not
    at.write(
        page.locator("[name='why_now']"), "Police were called twice in a week and the school is worried."
    )
    for name in work.names:
        choose(at, group(page, f"{name}: Was the child seen?").get_by_label("Yes"))
    for name, words in zip(
        work.names, ("Up early, makes breakfast.", "Sleeps long, misses nursery."), strict=True
    ):
        day = question(page, f"{name}: What is a day in")
        if name == elder:
            at.write(day, words, go="Alt+a")
        else:
            at.next_field(day, words)
    for name, words in zip(
        work.names, ("Says she listens for the door.", "Points at the window."), strict=True
    ):
        at.next_field(question(page, f"{name}: What did the child"), words)
    at.write(page.locator("[name='care']"), "Mum reads to them each night and is very tired.")
    at.next_field(page.locator("[name='parents_say']"), "She wants help in the mornings.")
    at.write(page.locator("[name='risk:1:what']"), "Nobody wakes them and they are late for school.")
    choose(at, page.locator("[name='risk:1:whom']").first)
    choose(at, page.locator("[name='risk:1:sure']").first)
    at.write(
        page.locator("[name='risk:danger']"), "We are worried that if nobody helps they will stay at home."
    )
    choose(at, group(page, "If nothing changes, how likely").get_by_label("Possible"))
    at.next_field(page.locator("[name='likely:why']"), "It happens most weeks.")
    at.write(page.locator("[name='analysis']"), "Tiredness weighs most; mornings would change it.")
    at.use(page.get_by_role("button", name=re.compile(f"^Add for {younger} ?: What do we make")))
    at.sees(page.locator("textarea[name^='analysis.']"))
    at.next_field(page.locator("textarea[name^='analysis.']"), "Speech is behind.")
    choose(at, page.locator("[name='factor_codes']").first)
    at.choose(page.locator("[name='outcome']").first, go="Alt+n")
    at.next_field(page.locator("[name='outcome_why']"), "Early help was tried in spring.")
    choose(at, group(page, "Has the family read this").get_by_label("Yes"))
    at.finish(page.locator("[data-main-action]"))
    if page.url.endswith("/submit/"):
        at.finish(page.locator("[data-main-action]"))
    at.sees(page.get_by_text("sent for sign-off"))
    return at.ends()


def choose(at: Hands, choice: Locator) -> None:
    """Choose at once: what is counted under a box above has its place there, and moves nothing when it comes."""
    at.choose(choice)


def group(page: Page, words: str) -> Locator:
    """The choices under a question."""
    return page.get_by_role("group", name=re.compile(f"^{re.escape(words)}")).first


def question(page: Page, words: str) -> Locator:
    """The box of a question that is asked of one child."""
    return page.get_by_label(re.compile(f"^{re.escape(words)}")).first


def expect_it_sent(page: Page, work: Given) -> None:
    """It waits for the manager, and what is different for one child stands under that child."""
    page.goto(f"/step/{work.step}/")
    main = page.locator("main")
    expect(main).to_contain_text("Waiting for sign-off")
    own = main.locator(".k-read__told").filter(has_text="Speech is behind.")
    expect(own).to_contain_text(work.names[1])
