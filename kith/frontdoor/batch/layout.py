"""The columns of a list of notifications: what they are called, what may stand in them."""

from dataclasses import dataclass, replace

CHILDREN = 5
ADULTS = 3
MOST_ROWS = 250
MOST_CHILDREN = 400  # read in as one request, at about a thirtieth of a second for each child
MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it is for, the most letters it takes, and whether it must be filled."""

    heading: str
    about: str
    longest: int
    needed: bool = False


OF_THE_NOTIFICATION = (
    Column("reference", "The agency's own number of the notification. Each may come once.", 60, needed=True),
    Column("received", "Day, or day and time, at which it was sent to us.", 30, needed=True),
    Column("happened", "Day on which it happened, if known.", 30),
    Column("incident", "Kind of incident in a few words, for example Domestic abuse.", 80, needed=True),
    Column("words", "What happened, as the agency tells it.", 8000, needed=True),
    Column("address", "Where the children live.", 200),
    Column("postcode", "Postcode of that address.", 10),
    Column("sender", "Who sent it: name or number.", 120),
    Column("email", "Where the outcome may be told. No outcome is sent without it.", 120),
)
OF_A_CHILD = (
    Column("first", "First names of the child; Unknown if they are not known.", 80),
    Column("surname", "Surname of the child.", 79),
    Column("born", "Date of birth, if known.", 30),
    Column("sex", "F, M, or empty if not known.", 10),
)
OF_AN_ADULT = (
    Column("name", "Full name of an adult who was there or is named.", 120),
    Column("born", "Date of birth, if known.", 30),
)


def columns() -> list[Column]:
    """Every column of the layout, in the order of the empty example."""
    children = [_numbered(f"child{place}", one) for place in range(1, CHILDREN + 1) for one in OF_A_CHILD]
    adults = [_numbered(f"adult{place}", one) for place in range(1, ADULTS + 1) for one in OF_AN_ADULT]
    return [*OF_THE_NOTIFICATION, *children, *adults]


def _numbered(prefix: str, column: Column) -> Column:
    return replace(column, heading=f"{prefix}_{column.heading}")


def headings() -> list[str]:
    """The first line of the file."""
    return [column.heading for column in columns()]


def empty_example() -> str:
    """An empty file in the layout: the first line alone, as a spreadsheet opens it."""
    return ",".join(headings()) + "\r\n"
