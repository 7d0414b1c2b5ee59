"""What other subjects have to say on the page of a measure, under the names in the wiring."""

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.core.beside import Beside


def beside(viewer: Worker, measure: str) -> list[Beside]:
    """The panels of other subjects about a measure that have anything to show to this viewer."""
    told = (import_string(name)(viewer, measure) for name in import_string(settings.KITH_BESIDE_MEASURES))
    return [one for one in told if one is not None]
