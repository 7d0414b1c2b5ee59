"""A pair of hands that can only do what a person can: look, turn the wheel, click, type, press.

No box is filled in, no script clicks, no address is gone to. Locators are the eyes: they say where a thing is. A box
the cursor stands in already is typed into; what is near by Tab is reached by Tab, as people who type do.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.effort.counting import Effort, Note, effort

RECORDER = Path(__file__).parent / "recorder.js"
FOCUSED = "element => element === document.activeElement"
# where to point at an element, the middle of its first line, and whether it can be pointed at there: nothing lies over
# it, such as a bar at the foot
PLACE = """element => {
  const box = element.getClientRects()[0];
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const there = document.elementFromPoint(x, y);
  const labels = [...(element.labels || [])];
  return { x, y, free: Boolean(there) && (element.contains(there) || labels.some((label) => label.contains(there))) };
}"""
# where the row of a link is in its table or list of cards, and the row with the cursor
ROWS = """link => {
  const rows = [...link.closest("table, ul").querySelectorAll("[data-row-link]")];
  const here = rows.findIndex((row) => row.closest("tr, li").contains(document.activeElement));
  return { wanted: rows.indexOf(link), many: rows.length, here };
}"""
TURN, FARTHEST, MOST_TABS, NEAR = 240, 60, 60, 8
SHIFTED = set('ABCDEFGHIJKLMNOPQRSTUVWXYZ!"£$%^&*()_+{}:@~<>?|')


class Hands:
    """What every way of working shares: typing, waiting for a page, and the notes of a task."""

    by_keyboard = False

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(path=RECORDER)
        page.reload()

    def begins(self) -> None:
        """A task begins: what was done before is not counted."""
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("sessionStorage.removeItem('effort')")

    def notes(self) -> list[Note]:
        """What was done since the task began."""
        text = self.page.evaluate("sessionStorage.getItem('effort')") or ""
        return [json.loads(line) for line in text.splitlines()]

    def ends(self) -> Effort:
        """The task has ended: what it cost."""
        self.page.wait_for_load_state("networkidle")
        return effort(self.notes())

    def sees(self, words: Locator) -> None:
        """The answer can be read on the page."""
        expect(words.first).to_be_visible()

    def type(self, words: str) -> None:
        """Type letter by letter; capitals take the Shift key too."""
        for letter in words:
            if letter in SHIFTED:
                self.page.keyboard.down("Shift")
                self.page.keyboard.press(letter)
                self.page.keyboard.up("Shift")
            else:
                self.page.keyboard.press(letter)

    def press(self, key: str) -> None:
        """Press one key, or several together."""
        self.page.keyboard.press(key)

    def tab_to(self, target: Locator, most: int = MOST_TABS) -> None:
        """Press Tab until the target has the cursor."""
        for _ in range(most):
            if target.evaluate(FOCUSED):
                return
            self.press("Tab")
        assert target.evaluate(FOCUSED), f"not reached with {most} times Tab: {target}"

    def leads_on(self, act: Callable[[], None]) -> None:
        """Do what opens another page, and wait for it."""
        with self.page.expect_navigation():
            act()
        self.page.wait_for_load_state("networkidle")

    def finish(self, button: Locator) -> None:
        """Press the main button by its key, the hands being on the keys already, and wait for the page it leads to."""
        self._shown(button, "Control+Enter")
        self.leads_on(lambda: self.press("Control+Enter"))

    def _shown(self, button: Locator, key: str) -> None:
        """Nobody knows a key that is written nowhere."""
        shown = [words.lower().replace(" ", "+") for words in button.locator("kbd").all_inner_texts()]
        assert key.lower().replace("control", "ctrl") in shown, f"the page does not show {key}: {shown}"

    def next_field(self, box: Locator, words: str) -> None:
        """Type into one of the next boxes: a few times Tab lead there. In a list, letters choose the entry."""
        self.tab_to(box, NEAR)
        self.type(words)


class Mouse(Hands):
    """Points at what is wanted; types where one must."""

    def open(self, link: Locator, *, key: str = "") -> None:
        """Click what leads to another page."""
        self.leads_on(lambda: self.click(link))

    def open_row(self, link: Locator) -> None:
        """Click the link of a row."""
        self.open(link)

    def choose_by_key(self, choice: Locator, *, key: str) -> None:
        """Click a choice that also has a key."""
        self.choose(choice)

    def use(self, button: Locator, *, key: str = "") -> None:
        """Click a button that changes the page one is on."""
        self.click(button)

    def choose(self, choice: Locator, *, go: str = "") -> None:
        """Click a choice."""
        self.click(choice)
        expect(choice).to_be_checked()

    def write(self, box: Locator, words: str, *, go: str = "") -> None:
        """Click into a box, if the cursor is not there, and type."""
        if not box.evaluate(FOCUSED):
            self.click(box)
        self.type(words)

    def click(self, target: Locator) -> None:
        """Turn the wheel until the target is in sight, and click its middle."""
        for _ in range(FARTHEST):
            place = target.evaluate(PLACE)
            middle = self.page.viewport_size["height"] / 2
            if place["free"]:
                break
            self.page.mouse.move(200, middle)
            self.page.mouse.wheel(0, TURN if place["y"] > middle else -TURN)
            self.page.wait_for_timeout(60)
        place = target.evaluate(PLACE)
        assert place["free"], f"cannot be pointed at: {target}"
        self.page.mouse.click(place["x"], place["y"])


class Keyboard(Hands):
    """Never touches the mouse. Shortcuts only where the page shows them."""

    by_keyboard = True

    def open(self, link: Locator, *, key: str = "") -> None:
        """Use the key shown beside it, or go there by Tab and press Enter."""
        self.leads_on(lambda: self.use(link, key=key))

    def open_row(self, link: Locator) -> None:
        """Go to the row of the link and press Enter."""
        self.row_here(link)
        self.leads_on(lambda: self.press("Enter"))

    def row_here(self, link: Locator) -> None:
        """Go through the rows with j from the top, or with k from the last, whichever is nearer."""
        told = link.evaluate(ROWS)
        nearer = "j" if told["wanted"] < told["many"] / 2 else "k"
        key = nearer if told["here"] < 0 else ("j" if told["here"] < told["wanted"] else "k")
        for _ in range(MOST_TABS):
            if link.evaluate(FOCUSED):
                return
            self.press(key)
        raise AssertionError(f"no row of the list: {link}")

    def choose_by_key(self, choice: Locator, *, key: str) -> None:
        """Press the key that stands beside the choice."""
        label = self.page.locator(f"label[for='{choice.get_attribute('id')}']")
        self._shown(label, key)
        self.press(key)
        expect(choice).to_be_checked()

    def use(self, button: Locator, *, key: str = "") -> None:
        """The same for what changes the page one is on."""
        if key:
            self._shown(button, key)
            self.press(key)
            return
        self.tab_to(button)
        self.press("Enter")

    def choose(self, choice: Locator, *, go: str = "") -> None:
        """Go to the group of the choice and through it with the arrows."""
        if go:
            self._shown(self.page.locator("body"), go)
            self.press(go)
        name = choice.get_attribute("name")
        for _ in range(MOST_TABS):
            if self.page.evaluate("name => document.activeElement.name === name", name):
                break
            self.press("Tab")
        for _ in range(20):
            if choice.evaluate(FOCUSED):
                break
            self.press("ArrowDown")
        if not choice.is_checked():
            self.press("Space")
        expect(choice).to_be_checked()

    def write(self, box: Locator, words: str, *, go: str = "") -> None:
        """Go to a box, by the key shown or by Tab, and type."""
        if go and not box.evaluate(FOCUSED):
            self._shown(self.page.locator("body"), go)
            self.press(go)
        self.tab_to(box)
        self.type(words)


def keep(task: str, way: str, cost: Effort) -> None:
    """Write a result where the table in the handbook is made from, when somebody asked for it."""
    folder = os.environ.get("KITH_EFFORT", "")
    if not folder:
        return
    told = {
        "loads": cost.loads, "clicks": cost.clicks, "keys": cost.keys, "scrolls": cost.scrolls,
        "thoughts": cost.thoughts, "narrative": cost.narrative_keys, "seconds": cost.seconds, "why": cost.why,
    }  # fmt: skip
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / f"{task}-{way}.json").write_text(json.dumps(told, indent=1))
