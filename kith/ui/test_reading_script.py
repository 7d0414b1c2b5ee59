# ruff: noqa: E501 -- texts as they are written
"""Length and reading age while one writes, in a real browser: the same as the server's for every kind of text."""

from typing import Any

import pytest

from kith.core.reading import reading_of
from kith.ui.test_gallery import page
from kith.ui.test_scripts import BROWSER, BUILT, post, state, tab

__all__ = ["page", "post", "tab"]  # the fixtures
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium"),
    pytest.mark.skipif(not (BUILT / "kith" / "kith.js").exists(), reason="assets are not built"),
]
TEXTS = (
    "Before summer the children often got themselves up. They came to school hungry and tired. Gran is there now.",
    "Following a multi-agency discussion regarding parental capacity, professionals identified significant concerns in "
    "relation to emotional availability, inconsistent engagement and unaddressed developmental needs.",
    "## The home\n\n- warm and clean\n- beds for **all** of them\n\n1. The lock is broken\n2. The damp is worse than in May",
    "Mr. Hale rang at 9.30, e.g. about school: Tia was late (again)! “I listen for the door,” she said… Then she cried.",
    "Jade's mother-in-law didn't come; she'd been asked, but the visitor created an annual fluid museum of being.",
    "Zoë Müller-Öztürk and Siân live in Llanfair. Łukasz visits on Sundays, and José cooks for everybody there.",
    "She. Is. Safe. Now. We. All. Think. So. Too. Really. Yes.",
    "Between January and June the children were often not woken, fed or taken to school, and Tia who is nine did it for "
    "the little ones every morning until their grandmother noticed and came to stay with them through the week",
    "Police log 4411/26. 13 October, 22:40: shouting heard; nobody hurt. 3 children asleep. Re-visited 14 Oct. No concerns seen",
    "\u202eturned words\u202c and plain ones, with ** two stars and a # hash, and 100 numbers 2 3 4. Done by ten.",
)


def test_the_browser_tells_what_the_server_tells(tab: Any) -> None:
    box, told = tab.locator("#harm"), tab.locator("#harm ~ [data-count]")
    found = []
    for text in TEXTS:
        box.fill(text)
        box.blur()
        found.append(told.inner_text())

    assert found == [reading_of([text]).told for text in TEXTS]
    assert all("reading age" in one for one in found)


def test_it_is_shown_after_a_pause_and_said_aloud_only_on_leaving(tab: Any, post: Any) -> None:
    box, told, said = tab.locator("#harm"), tab.locator("#harm ~ [data-count]"), tab.locator("#k-said")
    before = told.inner_text()
    box.click()
    box.press("End")
    box.press_sequentially(" More words here.")
    assert told.inner_text() == before

    tab.wait_for_timeout(900)

    assert told.inner_text() != before
    assert "words" not in said.inner_text()
    tab.locator("#phone").focus()
    assert said.inner_text() == told.inner_text()
    state(tab, "Saved 10:42:07")


def test_all_long_answers_together_are_told_for_the_page(tab: Any) -> None:
    tab.locator("#harm").fill(TEXTS[0])
    tab.locator("#harm").blur()

    assert tab.locator("[data-length]").inner_text() == f"All of it: {reading_of([TEXTS[0]]).told}"
    tab.locator("#harm").fill("")
    tab.locator("#harm").blur()
    assert tab.locator("[data-length]").is_hidden()


QUESTION = """() => {
  const make = (html) => new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  const place = document.querySelector("main form");
  const fold = (ask, good) => `<div data-good="${ask}"><details><summary>What a good one looks like</summary>`
    + `<div class="govuk-details__text">${good}</div></details></div>`;
  place.append(make(`<div class="k-question" data-asks="day"><textarea id="day-tia"></textarea>${fold("A day?", "Hours.")}</div>`));
  place.append(make('<div class="k-question" data-asks="day"><textarea id="day-kofi"></textarea></div>'));
  place.append(make('<div class="k-question" data-asks="other"><textarea id="other"></textarea></div>'));
  document.querySelector("main").append(make('<aside data-good-beside hidden></aside>'));
}"""


def test_the_example_stands_beside_the_box_for_every_child_and_stays_where_there_is_none(tab: Any) -> None:
    tab.evaluate(QUESTION)
    beside = tab.locator("[data-good-beside]")
    assert beside.is_hidden()

    tab.locator("#day-kofi").focus()
    shown = beside.text_content()
    tab.locator("#other").focus()

    assert shown == "What a good one looks likeA day?Hours."
    assert beside.text_content() == shown
    assert not tab.locator("details").last.evaluate("one => one.open")


def test_on_a_narrow_page_the_example_unfolds_under_its_box(tab: Any) -> None:
    tab.evaluate(QUESTION)
    tab.set_viewport_size({"width": 390, "height": 800})

    tab.locator("#day-tia").focus()

    assert tab.locator("[data-good] details").evaluate("one => one.open")
    assert tab.locator("[data-good-beside]").is_hidden()
