"""A family for one journey alone, so that nothing of it is missing where another journey looks.

It is written behind the screens: two children at home with mother and father, open since 200 days, held by a worker.
"""

from tests.journeys.site import Site

MADE = """
from datetime import timedelta
from kith.access.models import Team, Worker
from kith.core import clock
from kith.database.session import as_system
from tests import make
names, team, holder = {names!r}, {team!r}, {holder!r}
with as_system("a family for a journey"):
    worker, since = Worker.objects.get(username=holder), clock.today() - timedelta(days=200)
    children = [make.child(name, {family!r}, age=age) for name, age in zip(names, (9, 6))]
    home = make.family({family!r}, children=children)
    for child in children:
        make.involvement(child, Team.objects.get(code=team), worker, started_on=since, family=home.family)
    print(children[0].pk)
"""
TEAM, HOLDER = "safeguarding-east", "lena.frost"  # whose lists no other journey measures


def newcomers(site: Site, family: str, *names: str) -> int:
    """Two children of this name, and their mother; gives the record number of the elder."""
    told = MADE.format(names=names, family=family, team=TEAM, holder=HOLDER)
    return int(site.command("shell", "-c", told).strip().splitlines()[-1])
