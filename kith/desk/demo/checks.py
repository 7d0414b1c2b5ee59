"""What agencies were asked about the Marlowes when the police called."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from kith.frontdoor.models import PartnerCheck, SharingEntry

# Agency, whom there, what is asked, hours to reply, how long it took (none: still awaited), outcome, reply.
ASKED: tuple[tuple[str, str, str, int, int | None, str, str], ...] = (
    ("police", "Vulnerability desk", "Calls to 27 Alder Walk since June, and what officers saw of the children.", 4, 2,
     "known", "One call before, on 22 August, shouting in the street. Children not seen then. Nobody arrested."),
    ("school", "Ms J. Ferris", "How Tia and Kofi came to school this morning.", 24, None, "", ""),
)  # fmt: skip
WHY = "Neighbours heard shouting on 13 October; the children are on an open assessment."


def ask_agencies(rows: Any, contact: int, at: datetime, by: int, people: Iterable[int]) -> None:
    """The questions about one contact, each in the ledger of each child."""
    for agency, whom, asked, hours, took, outcome, reply in ASKED:
        check = rows.add(
            PartnerCheck, contact_id=contact, agency=agency, whom=whom, asked=asked, basis="public_task", why=WHY,
            asked_by_id=by, asked_at=at, reply_due_at=at + timedelta(hours=hours), outcome=outcome, reply=reply,
            replied_at=at + timedelta(hours=took) if took else None, recorded_by_id=by if took else None,
        )  # fmt: skip
        for person in people:
            rows.add(
                SharingEntry, person_id=person, check_asked_id=check, agency=agency, whom=whom, what=asked,
                is_shared=True, basis="public_task", why=WHY, by_id=by, at=at,
            )  # fmt: skip
