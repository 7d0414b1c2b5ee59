"""A change of what a child says in a plan, or of a task, is hidden with that row: its words are the row's words.

A sealed child leaves the plan of its brothers and sisters in sight; what was changed about it is hidden by itself.
"""

from django.db import migrations

from kith.access.row_security import SIGHT, protect, unprotect

TABLE = "work_planchange"
VISIBLE = f"""plan_id <> all((select kith_hidden_plans({SIGHT}))::bigint[]) and case part
  when 'child' then exists (select 1 from work_planchild kept where kept.id = work_planchange.row)
  when 'task' then exists (select 1 from work_plantask kept where kept.id = work_planchange.row)
  else true end"""  # noqa: S608 - names are ours
ANEW = f"""
drop policy visible on {TABLE};
create policy visible on {TABLE} using ({VISIBLE}) with check ({VISIBLE});
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0029_notices_without_typed_words")]

    operations = [
        migrations.RunSQL(ANEW, unprotect(TABLE) + protect(TABLE, "plan_id", "kith_hidden_plans")),
    ]
