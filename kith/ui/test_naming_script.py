"""Naming somebody in an answer, in a real browser: found by a few keys, saved as it stands, read back in words."""

from typing import Any

import pytest

from kith.ui.test_gallery import page
from kith.ui.test_scripts import BROWSER, BUILT, post, state, tab

__all__ = ["page", "post", "tab"]  # the fixtures
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium"),
    pytest.mark.skipif(not (BUILT / "kith" / "kith.js").exists(), reason="assets are not built"),
]


def test_a_person_is_chosen_by_keys_saved_and_told_to_be_on_the_record(tab: Any, post: Any) -> None:
    post.answers = [(200, {"version": 1, "words": "Saved 10:42:07", "read": "On the record"})]
    box = tab.locator("#aunt")

    box.press_sequentially("kie")
    tab.locator(".k-found__one", has_text="Kieran Docherty").wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    state(tab, "Saved 10:42:07")

    assert box.input_value() == "7"
    assert post.came[-1]["question"] == ["aunt"]
    assert post.values[-1] == "7"
    assert tab.locator("[data-read-as=aunt]").inner_text() == "On the record"
    assert tab.locator("#k-said").inner_text() == "On the record"
    assert box.get_attribute("aria-expanded") == "false"


def test_free_words_are_kept_as_they_are(tab: Any, post: Any) -> None:
    post.answers = [(200, {"version": 1, "words": "Saved 10:42:07", "read": "Not on the record"})]

    tab.locator("#aunt").fill("Sue next door")
    tab.locator("#phone").focus()
    state(tab, "Saved 10:42:07")

    assert post.values == ["Sue next door"]
    assert tab.locator("[data-read-as=aunt]").inner_text() == "Not on the record"
