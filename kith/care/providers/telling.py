"""What is said when a placement was recorded that speaks against the list of providers; it stays recorded."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest

from kith.care.models import Placement
from kith.care.providers.queries import against
from kith.core import clock


def tell_if_against(request: HttpRequest, rows: Sequence[Placement]) -> None:
    """Leave a line on the next page for each thing that speaks against these placements. One query."""
    for words in against(rows, clock.today()):
        messages.warning(request, f"Check with the provider: {words}")
