"""The words of improvement plans: ratings, when an action is due, who was asked, where recommendations come from."""

from collections.abc import Mapping

from kith.practice import listening

# North Yorkshire, report to the Children's Trust Board of 20 September 2010, paragraph 3.4
MEANS: Mapping[str, str] = {
    "red": "little or no progress has been made",
    "amber": "progress has been made but further work is required",
    "green": "this action has been completed",
    "proved": "completed, it moved its measure, those affected agree and the board agrees",
    "": "nobody has rated it yet",
}
RATINGS: Mapping[str, str] = {"red": "Red", "amber": "Amber", "green": "Green", "proved": "Proved"}
UNRATED = "Not rated"
MARKS: Mapping[str, str] = {
    "red": "late",
    "amber": "soon",
    "green": "done",
    "proved": "proved",
    "": "none",
}
CLOSED = ("green", "proved")  # what these are can no longer be late

# Ofsted wanted recommendations met "either immediately, within three months or within six months" (the same, 3.2)
DUE: Mapping[str, str] = {
    "immediate": "Immediately",
    "three_months": "Within three months",
    "six_months": "Within six months",
    "day": "By a day",
}
MONTHS: Mapping[str, int] = {"immediate": 0, "three_months": 3, "six_months": 6}

WHO = listening.WHO
# "without positive feedback from CYP, Parents or Staff" (Torbay, October 2011, executive summary)
PROVE = ("child", "parent", "staff")

PROOFS: Mapping[str, str] = {
    "lead": "The lead says done",
    "measure": "The measure has moved",
    "affected": "Those affected agree",
    "board": "The board agrees",
}

SOURCES: Mapping[str, str] = {
    "inspection": "Inspection",
    "case_review": "Serious case review",
    "peer_review": "Peer review",
    "board_plan": "Plan of a board",
    "listening": "Listening event",
    "audit": "Case audits",
}

MONEY: Mapping[str, str] = {"budget": "Budget", "saving": "Saving"}


def rating_words(rating: str) -> str:
    """A rating as it is said: Red, Amber, Green, Proved, or Not rated."""
    return RATINGS.get(rating, UNRATED)
