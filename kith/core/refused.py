"""The one expected error: what was asked is not done, with words the reader can act on."""

from collections.abc import Iterable

Problem = tuple[str | None, str]


class Refused(Exception):
    """An answer of "no", written for the person who asked.

    `field` names the entry it is about, when it is about one. `problems` is a list of
    (field or None, words); one refusal can carry several, so that people are told everything at once.
    """

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.problems: list[Problem] = [(field, words)]

    @classmethod
    def several(cls, problems: Iterable[Problem]) -> "Refused":
        """One refusal out of many problems; raises ValueError when there are none."""
        told = list(problems)
        if not told:
            raise ValueError("A refusal needs at least one problem.")
        refusal = cls(" ".join(words for _, words in told))
        refusal.problems = told
        return refusal

    @property
    def words(self) -> str:
        """Everything that is wrong, as running text."""
        return " ".join(words for _, words in self.problems)
