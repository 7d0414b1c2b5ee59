"""Numbers as people and files write them, with commas between thousands."""

import re

_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)


def without_commas(said: str) -> str:
    """A number as it was written, without the commas between its thousands.

    Raises ValueError for a comma that stands anywhere else, since "2,5" is 2.5 to one and 25 to another, and for what
    `Decimal` would take and nobody writes.
    """
    if "," in said and not _GROUPED.fullmatch(said):
        raise ValueError("a comma stands between thousands only")
    if "_" in said or not said.isascii():
        raise ValueError("a number has figures, commas and one point")
    return said.replace(",", "")
