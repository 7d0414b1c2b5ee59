"""What the story's records hold beyond names and homes: done by the workers' own actions, after the rest is there."""

import struct
import zlib
from datetime import date, timedelta

from django.core.files.base import ContentFile

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.database.session import as_system
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.people import actions
from kith.people.adoption.actions import adopt
from kith.people.keeping.actions import keep_address
from kith.people.merging import queries as merging
from kith.people.merging.actions import merge
from kith.people.models import Person, Trait
from kith.people.network.actions import tie
from kith.people.photos.actions import add_photo
from kith.people.traits.actions import give_responsibility, say


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is; done already, or no story there: nothing happens."""
    with as_system("the demonstration tells more of its people"):
        if not is_there() or Trait.objects.unguarded(DEMO).exists():
            return
        tia, manager = person("tia"), worker("colin.burge")
        _of_tia(manager, tia, today)
        _one_child_twice(manager, today)
        head = next(
            one
            for one in Worker.objects.filter(is_active=True).order_by("pk")
            if "head_of_service" in one.roles
        )
        _adopted(manager, head, today)


def _of_tia(by: Worker, tia: Person, today: date) -> None:
    jade, lee = person("jade"), person("lee")
    born_on = tia.born_on or today
    for kind, code in (("religion", "none"), ("nationality", "GBR"), ("disability", "HEAR")):
        say(by, tia, kind=kind, code=code, listed={code}, today=today, since=born_on)
    give_responsibility(by, tia, jade, how="birth", since=born_on, today=today)
    tie(
        by, tia, kind="school", agency="Alder Road Primary School", role="pupil in year 5",
        professional="Mrs Ali, class teacher", phone="01632 960 440",
        since=today - timedelta(days=1200), today=today,
    )  # fmt: skip
    tie(
        by, tia, kind="gp", agency="Canal Street Surgery", role="registered patient",
        phone="01632 960 441", since=born_on + timedelta(days=20), today=today,
    )  # fmt: skip
    keep_address(
        by, tia, lee, reason="Non-molestation order; he does not know of the move", today=today,
        together=[person(key) for key in ("jade", "kofi", "elsie")],
    )  # fmt: skip
    actions.add_name(
        by, tia, given_name="Tia", family_name="Hargreaves", kind="former", today=today,
        started_on=born_on, ended_on=born_on + timedelta(days=500), is_close=True,
    )  # fmt: skip
    add_photo(by, tia, file=ContentFile(_picture(), name="tia.png"))


def _one_child_twice(by: Worker, today: date) -> None:
    """Leo Farrant was put on record twice and merged; Maya still is on record twice, for whoever wants to try."""
    leo, maya = person("leo"), person("maya")
    again = [
        actions.create_person(
            by, given_name=given, family_name="Farrent", born_told=born, sex=one.sex, today=today, phone=phone
        )
        for one, given, born, phone in (
            (leo, "Leonard", f"{leo.born_on:%d/%m/%Y}", "01632 960 771"),
            (maya, "Maia", f"{maya.born_on:%B %Y}", "01632 960 772"),
        )
    ]
    version = merging.version(by, leo.pk, again[0].pk)
    reason = "The school sent the birth certificate: one child, spelt twice"
    merge(by, leo, again[0], take=(), reason=reason, version=version)


def _adopted(by: Worker, head: Worker, today: date) -> None:
    """A child who was adopted: who searches for the name before the order finds nobody."""
    born = today - timedelta(days=1250)
    names = {"given_name": "Robin", "family_name": "Speight"}
    child = actions.create_person(by, born_told=f"{born:%d/%m/%Y}", sex="M", today=today, **names)
    ordered_on = today - timedelta(days=30)
    adopt(head, child, ordered_on=ordered_on, given_name="Robin", family_name="Calloway", today=today)


def _picture(width: int = 120, height: int = 140) -> bytes:
    """A drawn head and shoulders as a PNG file: nobody's face."""
    rows = b"".join(b"\0" + bytes(_shade(x / width, y / height) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _shade(x: float, y: float) -> int:
    head = (x - 0.5) ** 2 / 0.04 + (y - 0.36) ** 2 / 0.045 < 1
    shoulders = (x - 0.5) ** 2 / 0.16 + (y - 1.0) ** 2 / 0.12 < 1
    return 120 if head or shoulders else 225
