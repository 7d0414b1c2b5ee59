"""Families of the demonstration that a task can be tried on: known to us, nobody open, nobody else's story.

A look behind the screens before a task begins; within a task there is none.
"""

import json
from dataclasses import dataclass

from tests.journeys.site import Site

# four brothers and sisters who live together, all closed, none restricted; printed as one line of JSON
QUESTION = """
import json
from django.db import connection
from kith.database.session import as_system
with as_system("choosing a family to try a task on"):
    with connection.cursor() as cursor:
        cursor.execute('''
            with child as (
                select p.id, p.given_name, p.family_name, p.born_on, r.address_id,
                       (select bool_and(i.ended_on is not null) from work_involvement i
                        where i.person_id = p.id) as closed
                from people_person p join people_residence r on r.person_id = p.id and r.ended_on is null
                where p.born_on > date '2009-01-01' and p.born_precision = 'exact' and p.died_on is null
                  and p.known_as = '' and p.given_name ~ '^[A-Za-z-]+$' and p.family_name ~ '^[A-Za-z-]+$'
                  and not exists (select 1 from people_restriction x where x.person_id = p.id)
                  and p.family_name <> 'Docherty')
            select json_agg(json_build_array(given_name, family_name, born_on) order by born_on)
            from child group by address_id
            having count(*) = 4 and bool_and(closed) and count(distinct given_name) = 4
               and count(*) = (select count(*) from people_residence n join people_person q on q.id = n.person_id
                               where n.address_id = child.address_id and n.ended_on is null
                                 and q.born_on > date '2008-10-14')
            order by min(id) limit 1''')
        row = cursor.fetchone()
print(json.dumps(row[0] if row else None))
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Three children as a caller tells of them (name, born), what the record calls each, and who was not mentioned."""

    told: tuple[tuple[str, str], ...]
    called: tuple[str, ...]
    unmentioned: str


DOCHERTYS = Known(
    (("Kian Doherty", "21/4/17"), ("Aoife", "7"), ("Finn", "reception")),
    ("Kian Docherty", "Aoife Docherty", "Finn Docherty"),
    "Saoirse Docherty",
)


def another(site: Site) -> Known:
    """A second family of the same kind."""
    found = json.loads(site.command("shell", "-c", QUESTION).strip().splitlines()[-1])
    assert found, "no family of four is known and closed in this demonstration"
    today = site.today
    names = [f"{given} {family}" for given, family, _ in found]
    eldest, second, third, _ = found
    year, month, day = eldest[2].split("-")
    told = (
        (names[0], f"{int(day)}/{int(month)}/{year[2:]}"),
        (second[0], str(_age(second[2], today))),
        (third[0], str(_age(third[2], today))),
    )
    return Known(told, tuple(names[:3]), names[3])


def _age(born_on: str, today: str) -> int:
    return int(today[:4]) - int(born_on[:4]) - (today[5:] < born_on[5:])
