"""Two ways of working a page: with the mouse, and with the keyboard alone."""

from playwright.sync_api import Locator, Page

FARTHEST = 600


class Mouse:
    """Looks, clicks, types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, box: Locator, words: str) -> None:
        """Write into a box."""
        box.click()
        box.fill(words)

    def choose(self, one: Locator) -> None:
        """Choose a radio button or tick a box."""
        one.check()

    def pick(self, box: Locator, label: str) -> None:
        """Pick an entry of a list."""
        box.select_option(label=label)

    def open(self, words: Locator) -> None:
        """Open a detail on the page."""
        words.click()

    def go(self, button: Locator) -> None:
        """Press something that leads to another page."""
        with self.page.expect_navigation():
            button.click()


class Keyboard(Mouse):
    """Tab, arrows, Space, Enter and letters; the mouse never moves."""

    def fill(self, box: Locator, words: str) -> None:
        """Walk to the box and type."""
        self.walk_to(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, one: Locator) -> None:
        """Walk to the group, then through it with the arrows; a box is ticked with Space."""
        if one.get_attribute("type") == "checkbox":
            self.walk_to(one)
            self.page.keyboard.press("Space")
            return
        name = one.get_attribute("name")
        self.walk(f"e => e.name === {name!r}")
        for _ in range(60):
            if one.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        if not one.is_checked():
            self.page.keyboard.press("Space")

    def pick(self, box: Locator, label: str) -> None:
        """Walk to the list and go down it to the entry."""
        self.walk_to(box)
        labels = [words.strip() for words in box.locator("option").all_inner_texts()]
        self.page.keyboard.press("Home")
        for _ in range(labels.index(label)):
            self.page.keyboard.press("ArrowDown")
        assert box.evaluate("e => e.selectedOptions[0].textContent.trim()") == label

    def open(self, words: Locator) -> None:
        """Walk to the summary and press Enter."""
        self.walk_to(words)
        self.page.keyboard.press("Enter")

    def go(self, button: Locator) -> None:
        """Walk to the button or link and press Enter."""
        self.walk_to(button)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def walk_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus, and see that it is not hidden under a bar."""
        mark = f"mark{id(target)}"
        target.first.evaluate("(e, mark) => { e.dataset.journey = mark }", mark)
        self.walk(f"e => e.dataset && e.dataset.journey === {mark!r}")

    def walk(self, wanted: str) -> None:
        """Press Tab until the element with the focus is the one wanted."""
        for _ in range(FARTHEST):
            if self.page.evaluate(f"({wanted})(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach it: {wanted}")
