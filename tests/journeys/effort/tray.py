"""Puts back into a team's tray what a task has allocated, so that the next way of working finds the same morning."""

from tests.journeys.site import Site

BACK = """
from django.db import connection
from kith.database.session import as_system
with as_system("the next way of working finds the same morning"):
    with connection.cursor() as cursor:
        cursor.execute('''
            with given as (
                delete from work_allocation a using access_team t
                where t.id = a.team_id and t.code = %s and a.ended_on is null and a.worker_id is not null
                  and exists (select 1 from work_allocation b where b.involvement_id = a.involvement_id
                              and b.worker_id is null and b.ended_on = a.started_on and b.team_id = a.team_id)
                  and a.started_on = (select max(ended_on) from work_allocation)
                returning a.involvement_id, a.started_on)
            update work_allocation w set ended_on = null, ended_recorded_at = null from given
            where w.involvement_id = given.involvement_id and w.ended_on = given.started_on and w.worker_id is null''',
            ["safeguarding-north"])
        print(cursor.rowcount)
"""


def put_back(site: Site) -> int:
    """Back into the tray goes whom a worker was given today; gives how many children."""
    return int(site.command("shell", "-c", BACK).strip().splitlines()[-1])
