# ruff: noqa: E501 -- pages as Word puts them on the clipboard
"""What is pasted into a long answer, in a real browser: headings, lists and bold stay, nothing else does."""

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
PASTE = """([html, plain]) => {
  const box = document.getElementById("harm"), held = new DataTransfer();
  box.focus(); box.select();
  if (html) held.setData("text/html", html);
  held.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true});
  return box.dispatchEvent(event);  // true: left to the browser
}"""
WORD = (
    "<html xmlns:w='urn:schemas-microsoft-com:office:word'><head><style>p {mso-style-name: x}</style></head><body>"
    "<p class=MsoTitle>The home</p><h2><b>Downstairs</b></h2><p class=MsoNormal><b>Clean</b><b> </b><b>and</b> warm.<o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>beds for all</p>"
    "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>food in</p>"
    "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span> </span></span>damp</p>"
    "<table><tr><td><p>Gran</p></td><td>daily</td></tr></table></body></html>"
)
WEB = (
    "<h1>Plan</h1><div>One<br>two</div><ol start=3><li>school</li><li><p>home <strong>soon</strong></p></li></ol>"
    "<ul><li>mum<ul><li>gran</li></ul></li></ul><span style='font-weight:normal'>end</span>"
)
HOSTILE = (
    "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script><p>Safe &lt;b&gt; words</p>"
    "<svg><style><img src=x onerror=alert(1)></style></svg><iframe src='javascript:1'></iframe><p>\u202eturned</p>"
)


def paste(tab: Any, html: str, plain: str = "plain") -> str:
    tab.evaluate(PASTE, [html, plain])
    return str(tab.locator("#harm").input_value())


def test_a_paste_out_of_word_keeps_headings_lists_and_bold_and_is_saved(tab: Any, post: Any) -> None:
    kept = paste(tab, WORD)

    assert kept == (
        "## The home\n\n## Downstairs\n\n**Clean and** warm.\n\n- beds for all\n- food in\n2. damp\n\nGran · daily"
    )
    state(tab, "Saved 10:42:07")
    assert post.values == [kept]


def test_so_does_a_paste_out_of_a_page(tab: Any) -> None:
    kept = paste(tab, WEB)

    assert kept == "## Plan\n\nOne\n\ntwo\n\n3. school\n4. home **soon**\n- mum\n- gran\n\nend"


def test_what_is_hostile_is_words_and_runs_nowhere(tab: Any) -> None:
    title = tab.title()

    kept = paste(tab, HOSTILE)

    tab.wait_for_timeout(200)
    assert kept == "Safe <b> words\n\n\u202eturned"
    assert tab.title() == title


def test_plain_words_are_left_to_the_browser(tab: Any) -> None:
    assert tab.evaluate(PASTE, ["", "one\ntwo"])
    assert tab.evaluate(PASTE, ["<meta charset=utf-8>one", "one"])


def test_sixty_pages_are_put_in_at_once_and_more_than_one_answer_holds_is_refused_in_words(tab: Any) -> None:
    html = "".join(f"<p>{'word ' * 30}</p><ul><li>{'word ' * 5}</li></ul>" for _ in range(1000))

    began = tab.evaluate("performance.now()")
    kept = paste(tab, html)
    took = tab.evaluate("performance.now()") - began
    left = tab.evaluate(PASTE, ["", "x" * 5_000_000])

    assert kept.count("\n- ") == 1000
    assert took < 2000
    assert left is False
    assert tab.locator("#harm").input_value() == kept
    alert = tab.locator(".k-too-much[role=alert]")
    assert "one answer holds 200,000" in alert.inner_text()
    paste(tab, "<p>a</p><p>b</p>", "a\nb")
    assert alert.count() == 0
