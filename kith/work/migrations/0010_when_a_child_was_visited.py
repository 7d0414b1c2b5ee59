"""The moment of a visit stands with each of its children: it stays known of one whose brother's record is hidden."""

from django.db import migrations, models

FROM_THE_VISIT = """
select set_config('kith.worker', '0', true);
update work_visitchild c set visited_at = v.visited_at from work_visit v where v.id = c.visit_id;
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0009_versions_belong_to_people")]

    operations = [
        migrations.AddField("visitchild", "visited_at", models.DateTimeField(null=True)),
        migrations.RunSQL(FROM_THE_VISIT, migrations.RunSQL.noop),
        migrations.AlterField("visitchild", "visited_at", models.DateTimeField()),
    ]
