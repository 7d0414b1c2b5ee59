"""Start-up check: what an order of a court sets going in other apps leads to code."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

# what an order may set going, see kith.court.orders: the function that changes a legal status, the one that tells
# which held on a day, those that hear of an order, of its end and of one that was not followed, and the page on which
# somebody changes it
FUNCTIONS = ("legal_status", "legal_status_on", "order_made", "order_over", "not_followed")
PAGES = ("legal_status_page",)
KNOWN = (*FUNCTIONS, *PAGES)


def orders_lead_somewhere(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for each name in the wiring of orders that nothing asks for, or that has no function behind it."""
    found: list[CheckMessage] = []
    for name, path in import_string(settings.KITH_ORDERS).items():
        if name not in KNOWN:
            hint = f"Known: {', '.join(KNOWN)}."
            found.append(
                Error(
                    f"The wiring of orders has {name!r}, which no order asks for.", hint=hint, id="court.E001"
                )
            )
            continue
        if name in PAGES:
            continue
        try:
            import_string(path)
        except ImportError:
            words = (
                f"The wiring says that an order sets {name!r} going in {path}, and there is no such function."
            )
            found.append(Error(words, id="court.E002"))
    return found
