"""Families made for one journey alone, so that it takes nothing from the others that walk the same site."""

import json
from collections.abc import Mapping
from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.site import Site

MADE = """
import json
from datetime import date
from kith.access.models import Worker
from kith.core.clock import today
from kith.database.session import as_system
from tests import make
told = json.loads({told!r})
with as_system("a family for a journey"):
    worker = Worker.objects.get(username=told["worker"])
    born = {{name: date.fromisoformat(day) for name, day in told["born"].items()}}
    children = [make.child(name, told["family"], born_on=on) for name, on in born.items()]
    home = make.family(told["family"], children=children)
    for one in children:
        make.involvement(one, worker.team, worker, started_on=date.fromisoformat(told["since"]), family=home.family)
print(json.dumps({{one.given_name: one.pk for one in children}}))
"""


def family(
    site: Site, name: str, born: Mapping[str, date], *, since: date, worker: str = "lena.frost"
) -> dict[str, int]:
    """Brothers and sisters with an open case since a day, held by a worker no other journey follows; name -> number."""
    told = {
        "family": name,
        "born": {one: on.isoformat() for one, on in born.items()},
        "since": since.isoformat(),
        "worker": worker,
    }
    printed = site.command("shell", "-c", MADE.format(told=json.dumps(told)))
    found: dict[str, int] = json.loads(printed.strip().splitlines()[-1])
    return found


def ago(site: Site, days: int) -> str:
    """A day so long before the site's today, as somebody types it."""
    on = date.fromordinal(date.fromisoformat(site.today).toordinal() - days)
    return f"{on.day}/{on.month}/{on.year}"


def aged(site: Site, years: int, days: int = 100) -> date:
    """The birthday of somebody who turned so old some days ago."""
    today = date.fromisoformat(site.today)
    return date.fromordinal(date(today.year - years, today.month, 1).toordinal() - days)


def start_of_care(page: Page, number: int, on: str, **choices: str) -> None:
    """Record on its page that one child began to be looked after in a foster home; ``choices`` by the box's name."""
    page.goto(f"/person/{number}/care/start/")
    page.get_by_label("On which day?").fill(on)
    page.get_by_label("With whom, or in which home?").fill("Mrs Adair")
    page.get_by_label("Postcode", exact=True).fill("WM8 2LN")
    picked = {"status": "V2", "need": "N4", "before": "Z1", "kind": "U6", "provider": "PR1"} | choices
    for name, value in picked.items():
        page.locator(f"select[name={name}]").select_option(value)
    page.get_by_role("button", name="Record the start of care").click()
    expect(page.locator("#now")).to_be_visible()
