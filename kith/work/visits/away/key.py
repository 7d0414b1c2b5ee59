"""The secret from which a phone makes the key of what it keeps, and the token that says whose phone it is.

Only this module knows where the secret comes from. It is made from the key of the installation, the worker and the
number of the browser, so that who signs in again can open what was written before; it is given to a signed-in worker
only and kept nowhere. A sign-in that brings a secret of its own may replace it here (decision 0025).
"""

import base64
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

SALT = "kith.visits.away"
LONGEST = 14 * 24 * 3600  # seconds a token is believed


def secret_of(worker: int, device: UUID) -> str:
    """Thirty-two bytes for one worker on one browser, in base64."""
    made = salted_hmac(SALT, f"{worker} {device}", algorithm="sha256")
    return base64.b64encode(made.digest()).decode()


def token_of(worker: int) -> str:
    """A signed number with which a phone may ask whether its worker may still work."""
    return signing.dumps(worker, salt=SALT)


def worker_of(token: str) -> int | None:
    """Whose token this is; None for one that is not ours, or too old."""
    try:
        return int(signing.loads(token, salt=SALT, max_age=LONGEST))
    except (signing.BadSignature, TypeError, ValueError):
        return None
