"""Small builders on the real tables: each makes one row, with what belongs to it, and sensible defaults.

They write rows directly and ask no rule: a test says what it needs, whatever the practice would allow.
A builder takes the facts that matter as named arguments; the rest is made up.
"""

from tests.make.chance import ASSESSMENT, FAMILY, GIVEN, LONG_AGO, NUMBERS, Name, People, Who, moment
from tests.make.front_door import contact, referral
from tests.make.people import (
    Household,
    adult,
    alert,
    child,
    family,
    home,
    identifier,
    other_name,
    person,
    phone,
    relationship,
    restricted,
    unborn,
)
from tests.make.posts import holder, post, training
from tests.make.work import allocation, answer, form_version, involvement, note, notice, sign_off, step, visit
from tests.make.workers import member, system, team, worker

__all__ = [
    "ASSESSMENT",
    "FAMILY",
    "GIVEN",
    "LONG_AGO",
    "NUMBERS",
    "Household",
    "Name",
    "People",
    "Who",
    "adult",
    "alert",
    "allocation",
    "answer",
    "child",
    "contact",
    "family",
    "form_version",
    "holder",
    "home",
    "identifier",
    "involvement",
    "member",
    "moment",
    "note",
    "notice",
    "other_name",
    "person",
    "phone",
    "post",
    "referral",
    "relationship",
    "restricted",
    "sign_off",
    "step",
    "system",
    "team",
    "training",
    "unborn",
    "visit",
    "worker",
]
