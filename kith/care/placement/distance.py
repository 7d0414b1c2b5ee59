"""How far a placement is from home: the straight line between two grid references, in miles."""

from decimal import ROUND_HALF_UP, Decimal
from math import hypot

KILOMETRES_A_MILE = 1.6093  # as the looked-after return reckons
TENTH = Decimal("0.1")
FARTHEST = Decimal("350")  # of the return (rule 454)
Point = tuple[int, int]


def key(postcode: str) -> str:
    """A postcode as it is looked up: capitals without spaces."""
    return "".join(postcode.upper().split())


def miles(home: Point | None, placement: Point | None) -> Decimal | None:
    """The distance in miles with one decimal; None where either place is not known (the return then says 999.9)."""
    if home is None or placement is None:
        return None
    east, north = home[0] - placement[0], home[1] - placement[1]
    exact = Decimal(str(hypot(east, north) / 1000 / KILOMETRES_A_MILE))
    return exact.quantize(TENTH, rounding=ROUND_HALF_UP)


def words(far: Decimal | None) -> str:
    """'12.4 miles from home'."""
    if far is None:
        return "distance from home not known"
    return f"{far} {'mile' if far == 1 else 'miles'} from home"
