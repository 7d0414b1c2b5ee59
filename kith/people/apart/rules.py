"""What is said when two people on record are told apart, and what stands against it."""

LONGEST_REASON = 400
NO_REASON = f"Say how you know that they are two people, in at most {LONGEST_REASON} letters."
NOT_ITSELF = "A record cannot be told apart from itself."
RESTRICTED = (
    "A restricted record is not told apart from others. Who may lift the restriction must do that first."
)
ALREADY = "They are told apart already."
WITHDRAWN = "This has been withdrawn already."
NO_REASON_AGAIN = f"Say why they may be one person after all, in at most {LONGEST_REASON} letters."


def obstacle_to_reason(reason: str, words: str = NO_REASON) -> str | None:
    """Why these words do not do as a reason."""
    return None if 0 < len(reason.strip()) <= LONGEST_REASON else words
