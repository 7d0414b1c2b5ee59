"""Every version of an answer about one child points to that child, so that a merge takes it along.

Versions about a child whose record went into another before are pointed to the one that stays, with the trace by
which parting the two gives them back.
"""

import django.db.models.deletion
from django.db import migrations, models

LEFT_BEHIND = """
select set_config('kith.worker', '0', true);
with stands as (
  select m.id, m.gone_number, m.kept_id from people_merge m
  where not exists (select 1 from people_unmerge u where u.merge_id = m.id)
), moved as (
  update work_answerversion v set child_id = m.kept_id from stands m
  where v.child_id = m.gone_number and not exists (select 1 from people_person p where p.id = v.child_id)
  returning v.id, m.id as merge_id, m.gone_number, m.kept_id
)
insert into people_mergedrow (merge_id, deed, "table", row_id, "column", before, after)
select merge_id, 'set', 'work_answerversion', id, 'child_id', to_jsonb(gone_number), to_jsonb(kept_id)
from moved order by id;
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0008_sign_off_days"), ("people", "0013_told_apart_row_security")]

    operations = [
        migrations.RunSQL(LEFT_BEHIND, migrations.RunSQL.noop),
        migrations.RenameField("answerversion", "child_id", "child"),
        migrations.AlterField(
            model_name="answerversion",
            name="child",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
    ]
