"""Questions that another answer puts away, in a real browser: their words stay, and are told not to count."""

from typing import Any

import pytest

from kith.ui.test_gallery import page
from kith.ui.test_scripts import BROWSER, BUILT, post, tab

__all__ = ["page", "post", "tab"]  # the fixtures
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium"),
    pytest.mark.skipif(not (BUILT / "kith" / "kith.js").exists(), reason="assets are not built"),
]
CONDITIONAL = (
    '<div class="k-question" data-show-if="spoke.7 spoke" data-show-is="dad">'
    '<textarea id="dad" data-question="dad" aria-label="Dad" data-grow>Rang on Monday.</textarea></div>'
    '<p data-aside hidden>“Dad” is no longer asked for.</p><div class="k-side-by-side">'
)


def test_a_question_put_away_by_another_answer_keeps_its_words_and_says_that_they_do_not_count(
    tab: Any, post: Any
) -> None:
    post.html = post.html.replace('<div class="k-side-by-side">', CONDITIONAL, 1)
    tab.reload()
    asked, told = tab.locator("#dad"), tab.locator("[data-aside]")
    seen = []
    for dad_was_there in (None, True, False):
        if dad_was_there is not None:
            tab.locator("#spoke--2").set_checked(dad_was_there)
        seen.append((asked.is_visible(), told.is_visible()))

    assert seen == [(False, True), (True, False), (False, True)]
    assert asked.input_value() == "Rang on Monday."
    tab.locator("#spoke--2").check()
    asked.fill("")
    tab.locator("#spoke--2").uncheck()
    assert told.is_hidden()
