"""Letters: plain words with named places, for people outside. There is no place for a person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

PLACES = {
    "reference": "the number of the contact or conference, like C12 or CP7",
    "received": "the day it came in",
    "outcome": "the sentence for what was decided",
    "when": "the day of a conference, with its time while it is ahead",
    "link": "the private address: where the referrer sees how it stands, or where questions are answered",
    "until": "the last day of that address; of an invitation, the day by which a report is asked for",
    "service": "what the service is called here",
}
PLACE = re.compile(r"\{([^{}]*)\}")
DIFFERENT = "different"  # the sentence for children with different outcomes


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: subject and words with places in curly brackets, and a sentence for each outcome."""

    code: str
    title: str
    subject: str
    words: str
    outcomes: Mapping[str, str] = field(default_factory=dict)

    def filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Subject and words with every place filled."""
        return filled(self.subject, values), filled(self.words, values).strip() + "\n"

    def sentence(self, outcome: str) -> str:
        """What is told of an outcome; children with different ones have a sentence of their own."""
        return self.outcomes.get(outcome) or self.outcomes[DIFFERENT]


def places_in(text: str) -> list[str]:
    """The places named in a text."""
    return PLACE.findall(text)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its places filled. What is filled in is never looked through for places itself."""
    return PLACE.sub(lambda found: values[found[1]], text)
