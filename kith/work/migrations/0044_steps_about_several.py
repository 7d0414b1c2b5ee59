"""Steps that are about several children already are marked so."""

from django.db import migrations

MARKED = """
select set_config('kith.worker', '0', true);
update work_stepchild row set shared = true
from (select step_id from work_stepchild group by step_id having count(*) > 1) several
where row.step_id = several.step_id and not row.shared;
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0043_steps_about_several_are_marked")]

    operations = [migrations.RunSQL(MARKED, migrations.RunSQL.noop)]
