"""When a document may be added as evidence. Plain values only."""

from kith.improvement.rules import obstacle_when_carried
from kith.improvement.words import PROOFS

LONGEST = 200
LONGEST_WHY = 150
NO_WORDS = f"Write what it shows, in at most {LONGEST} letters."
NO_WHY = f"Write why it is taken back, in at most {LONGEST_WHY} letters."

GONE = "A document that was taken back"


def in_the_log(number: int, proof: str) -> str:
    """What the change log of a plan, which only grows, says of a document: nothing that could have to go again."""
    return f"Document {number}: {PROOFS[proof]}"


def obstacle_to_adding(rating: str, carried: str) -> str | None:
    """Why an action takes no further document, or None when it does. `carried` says where a later plan goes on."""
    if carried:
        return obstacle_when_carried(carried)
    if rating == "proved":
        return "It is proved: what proved it stays as it was. Rate it amber if it is to be looked at again."
    return None


def problems(says: str, file_problem: str) -> list[tuple[str, str]]:
    """What is wrong with a document and its words, each with the field it is about."""
    wrong = [("document", file_problem)] if file_problem else []
    return [*wrong, *([] if 0 < len(says) <= LONGEST else [("shows", NO_WORDS)])]


def problems_of_proof(proof: str) -> list[tuple[str, str]]:
    """What is wrong with which of the four proofs of an action a document is for."""
    return [] if proof in PROOFS else [("proof", "Choose what it is evidence of.")]


def problem_of_why(why: str) -> str | None:
    """What is wrong with the reason for taking a document back, or None."""
    return None if 0 < len(why) <= LONGEST_WHY else NO_WHY
