"""What must not be lost: a server that stops in mid-sentence, a form sent twice, a page kept open too long."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Site

WORDS = "Tia said the mornings are quieter since gran comes, and she sleeps until the alarm."


@pytest.fixture(params=["today_site", "site_2011"])
def site(request) -> Site:
    return request.getfixturevalue(request.param)


def open_assessment(page: Page) -> None:
    """Amina's assessment of Tia, Kofi and Elsie, from her own list."""
    page.goto("/work/")
    with page.expect_navigation():
        page.get_by_role("row").filter(has_text="Tia").get_by_role(
            "link", name=re.compile("assessment")
        ).first.click()


def test_a_stopped_and_restarted_server_loses_no_word(site, person_at) -> None:
    page = person_at(site, "amina.rahman")
    open_assessment(page)
    box = page.locator("form[data-autosave] textarea").first
    box.fill("")
    box.press_sequentially(WORDS[:30])

    site.stop()
    box.press_sequentially(WORDS[30:])
    expect(page.get_by_text(re.compile("Not saved")).first).to_be_visible(timeout=20_000)
    site.start()

    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d")).first).to_be_visible(timeout=60_000)
    again = person_at(site, "amina.rahman")
    open_assessment(again)
    assert again.locator("form[data-autosave] textarea").first.input_value() == WORDS


def test_a_link_that_is_followed_at_once_waits_for_the_last_words(today_site, person_at) -> None:
    """What the next page says may be made of them: the chronology of a statement, the family's copy."""
    page = person_at(today_site, "amina.rahman")
    open_assessment(page)
    order: list[str] = []
    page.on("requestfinished", lambda asked: order.append("kept") if asked.method == "POST" else None)
    page.on("request", lambda asked: order.append("left") if asked.is_navigation_request() else None)
    box = page.locator("[name='care']")
    box.fill("")
    box.press_sequentially(WORDS)

    with page.expect_navigation():
        page.get_by_role("link", name="history").first.click()

    assert "left" in order and "kept" in order[: order.index("left")]
    open_assessment(page)
    assert page.locator("[name='care']").input_value() == WORDS


def test_a_sign_in_that_ends_in_mid_sentence_loses_neither_words_nor_place(today_site, person_at) -> None:
    page = person_at(today_site, "amina.rahman")
    open_assessment(page)
    box = page.locator("[name='care']")
    box.fill("")
    box.press_sequentially(WORDS[:30])
    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d")).first).to_be_visible()

    page.context.clear_cookies()
    box.press_sequentially(WORDS[30:50])
    expect(page.get_by_text(re.compile("You have been signed out")).first).to_be_visible(timeout=20_000)
    sign_in_beside(page, "amina.rahman")
    page.bring_to_front()
    box.press_sequentially(WORDS[50:])

    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d")).first).to_be_visible(timeout=30_000)
    assert box.evaluate("box => [document.activeElement === box, box.selectionStart]") == [True, len(WORDS)]
    expect(page.get_by_role("alert")).to_have_count(0)
    page.reload()
    assert page.locator("[name='care']").input_value() == WORDS


def sign_in_beside(page: Page, username: str) -> None:
    """Sign in again in a tab beside this one, as the page says."""
    other = page.context.new_page()
    other.goto("/sign-in/")
    other.locator(f'form:has(input[value="{username}"]) button').first.click()
    other.wait_for_url(lambda url: "/sign-in/" not in url)
    other.close()


def test_two_people_in_one_box_see_both_texts(today_site, person_at) -> None:
    amina, colin = person_at(today_site, "amina.rahman"), person_at(today_site, "colin.burge")
    open_assessment(amina)
    colin.goto(amina.url)
    hers, his = (page.locator("form[data-autosave] textarea").nth(1) for page in (amina, colin))

    hers.fill("Gran is there at breakfast.")
    hers.blur()
    expect(amina.get_by_text(re.compile(r"^Saved \d\d:\d\d")).first).to_be_visible()
    amina.wait_for_timeout(2500)
    his.fill("Gran is there most mornings.")
    his.blur()

    expect(colin.locator("main")).to_contain_text("Amina Rahman", timeout=15_000)
    expect(colin.locator("main")).to_contain_text("Gran is there at breakfast.")
    assert his.input_value() == "Gran is there most mornings."


def test_a_form_sent_twice_is_carried_out_once(today_site, person_at) -> None:
    page = person_at(today_site, "amina.rahman")
    page.goto("/person/204418/visits/")
    with page.expect_navigation():
        page.get_by_role("link", name="Write a note").click()
    page.get_by_label("What kind of note?").select_option(label="Phone call")
    page.get_by_label("What is worth keeping").fill("School rang: all three at breakfast club.")
    sent = page.locator("main form").evaluate(
        "form => Object.fromEntries([...new FormData(form, form.querySelector('button[type=submit]'))])"
    )
    address = page.locator("main form").get_attribute("action")

    answers = [page.request.post(f"{today_site.url}{address}", form=sent, max_redirects=0) for _ in range(2)]

    assert [answer.status for answer in answers] == [302, 302]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    page.goto("/person/204418/visits/")
    expect(page.get_by_text("School rang: all three at breakfast club.")).to_have_count(1)


def test_a_form_without_its_proof_of_origin_changes_nothing(today_site, person_at) -> None:
    page = person_at(today_site, "amina.rahman")

    answer = page.request.post(f"{today_site.url}/note/new/", form={"words": "Forged.", "person": "204418"})

    assert answer.status == 403
    assert "too old" in answer.text()
    page.goto("/person/204418/visits/")
    expect(page.get_by_text("Forged.")).to_have_count(0)


def test_what_is_typed_while_an_answer_comes_in_place_stays(today_site, person_at) -> None:
    page = person_at(today_site, "ewan.price")
    page.goto("/front-door/contact/new/")
    page.get_by_label("Name, child 1").fill("Zebedee Uncommon")
    with page.expect_navigation():
        page.get_by_role("button", name="Look for these children and go on").click()
    page.wait_for_load_state("networkidle")
    here, held = page.url.partition("#")[0], []

    page.route(here, lambda route: held.append(route))
    page.get_by_role("button", name="Add another child").click()
    expect(page.locator("form[aria-busy]")).to_be_visible()
    page.get_by_label("Name, child 2").fill("Yolanda Uncommon")
    page.get_by_label("What has happened").fill(WORDS)
    held[0].continue_()

    expect(page.locator("form[aria-busy]")).to_have_count(0)
    page.unroute(here)
    expect(page.get_by_label("Name, child 2")).to_have_value("Yolanda Uncommon")
    page.route(here, lambda route: route.abort())
    page.keyboard.press("Alt+a")
    expect(page.get_by_role("alert")).to_contain_text("nothing was changed")
    page.unroute(here)
    page.goto(here)
    expect(page.get_by_label("Name, child 2")).to_have_value("Yolanda Uncommon")
    expect(page.get_by_label("What has happened")).to_have_value(WORDS)
