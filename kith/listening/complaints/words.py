"""The words of the register: complaint or compliment, who, and how a stage ended."""

from collections.abc import Mapping

from kith.practice.listening import WHO as ASKED

KINDS: Mapping[str, str] = {"complaint": "Complaint", "compliment": "Compliment"}
WHO: Mapping[str, str] = {
    **{code: words for code, words in ASKED.items() if code != "staff"},
    "relative": "Another relative",
    "advocate": "An advocate",
    "other": "Somebody else",
}
OUTCOMES: Mapping[str, str] = {
    "upheld": "Upheld",
    "partly": "Partly upheld",
    "not": "Not upheld",
    "withdrawn": "Withdrawn",
}
