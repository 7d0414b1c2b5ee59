"""Letters that lead to the sections of a form: Alt and the letter, shown beside the section's title."""

from collections.abc import Mapping

TAKEN_BY_BROWSERS = "def"  # address bar and menus of the common browsers


def of_sections(titles: Mapping[str, str]) -> dict[str, str]:
    """Section -> letter: the first of its title that no section before it has; none where all are taken.

    >>> of_sections({"why": "Why now", "who": "Who we spoke to"})
    {'why': 'w', 'who': 'h'}
    """
    found: dict[str, str] = {}
    for section, title in titles.items():
        free = (
            letter
            for letter in title.lower()
            if letter.isascii()
            and letter.isalpha()
            and letter not in TAKEN_BY_BROWSERS
            and letter not in found.values()
        )
        if letter := next(free, ""):
            found[section] = letter
    return found
