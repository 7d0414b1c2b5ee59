"""How pages stand in a real browser: the banner, the rules of accessibility, weight and width."""

import gzip
from typing import Any

import pytest

from kith.ui.test_gallery import banner, forms_context, page
from kith.ui.test_scripts import AXE, BROWSER, BUILT, post, tab

__all__ = ["page", "post", "tab"]  # the fixtures
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium"),
    pytest.mark.skipif(not (BUILT / "kith" / "kith.js").exists(), reason="assets are not built"),
]


def test_the_banner_shrinks_once_scrolled_and_the_page_does_not_jump(tab: Any) -> None:
    banner_at = tab.locator("[data-banner]")
    whole = banner_at.bounding_box()["height"]
    before = tab.evaluate("document.documentElement.scrollHeight")

    tab.mouse.wheel(0, 700)
    tab.wait_for_timeout(300)

    assert "k-banner--small" in banner_at.get_attribute("class")
    assert banner_at.bounding_box()["height"] < whole / 2
    assert banner_at.get_by_text("Visit in pairs").is_visible()
    assert tab.evaluate("document.documentElement.scrollHeight") == before
    tab.mouse.wheel(0, -2000)
    tab.wait_for_timeout(300)
    assert banner_at.bounding_box()["height"] == whole


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("problems", [(), [("harm", "Say what happened"), ("born_on", "Enter a date")]])
def test_the_rules_of_accessibility_find_nothing(
    browser: Any, post: Any, page: Any, width: int, problems: Any
) -> None:
    values = {**forms_context(), "problems": problems, "banner": banner()}
    post.html = page("ui/gallery_forms.html", **values)
    around = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    opened = around.new_page()

    opened.goto(post.address)
    opened.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = opened.evaluate(
        "async (tags) => (await axe.run(document, {runOnly: tags})).violations"
        ".map((rule) => [rule.id, rule.nodes.map((node) => node.html)])",
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    )
    around.close()

    assert found == []


@pytest.mark.parametrize(
    ("name", "most"),
    [("kith.css", 32), ("public.css", 32), ("kith.js", 30), ("words.js", 6), ("away.js", 10)],
)
def test_what_browsers_fetch_is_light_enough_for_a_poor_line(name: str, most: int) -> None:
    zipped = gzip.compress((BUILT / "kith" / name).read_bytes(), 9)

    assert len(zipped) <= most * 1024


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1440, 1920])
def test_no_page_scrolls_sideways(tab: Any, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})

    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
