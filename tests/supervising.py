"""What tests of supervision type and send."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from kith.work.supervision.rules import Decided

TODAY = date(2026, 10, 14)
TOMORROW = TODAY + timedelta(days=1)
FIELDS = {
    "decided": "Elsie stays with gran this week", "facts": "Seen on 12 Oct", "reason": "She is safe there",
    "alternatives": "Foster care, kept ready", "to_do": "Ring gran", "do_by": "16/10/2026",
}  # fmt: skip


def told(**changes: Any) -> Decided:
    """A decision as it was typed."""
    known = {
        "decided": "Elsie stays with gran this week", "facts": "Seen on 12 Oct", "reason": "She is safe there",
        "alternatives": "Foster care, kept ready", "decided_on": TODAY,
    }  # fmt: skip
    return Decided(**{**known, **changes})


def post(client: Any, name: str, number: int, **fields: Any) -> Any:
    """Send a form of supervision or of a decision."""
    family = {"family": fields.pop("family")} if "family" in fields else {}
    address = reverse(name, kwargs={"number": number, **family})
    return client.post(address, {"_key": str(uuid.uuid4()), **fields})
