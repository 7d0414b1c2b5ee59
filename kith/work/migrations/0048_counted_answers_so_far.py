"""Counted answers are hidden with their step, and those of a sealed child by themselves.

The factors of assessments that were completed before are taken from their answers: a child's own, else the shared ones.
"""

from django.db import migrations

from kith.access.row_security import known_too, look_up_hidden, not_known, protect_but_sealed, unprotect

TABLE = "work_countedanswer"
HIDDEN = "kith_hidden_steps"
SO_FAR = """
select set_config('kith.worker', '0', true);
insert into work_countedanswer (step_id, person_id, question, code, is_none)
select distinct c.step_id, c.person_id, 'factor_codes', f.code, f.code = '21'
from work_step s
join work_stepchild c on c.step_id = s.id and c.released_at is null
left join work_answer own on own.step_id = s.id and own.question = 'factor_codes' and own.child_id = c.person_id
left join work_answer shared on shared.step_id = s.id and shared.question = 'factor_codes' and shared.child_id is null
cross join lateral jsonb_array_elements_text(
  case when jsonb_typeof(own.value) = 'array' and own.value <> '[]' then own.value
    when jsonb_typeof(shared.value) = 'array' then shared.value else '[]' end) f(code)
where s.state = 'completed' and f.code <> ''
on conflict do nothing;
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0047_counted_answers")]

    operations = [
        migrations.RunSQL(protect_but_sealed(TABLE, "step_id", HIDDEN, "person_id"), unprotect(TABLE)),
        migrations.RunSQL(
            look_up_hidden(TABLE, "step_id", HIDDEN, person="person_id"), migrations.RunSQL.noop
        ),
        migrations.RunSQL(known_too(TABLE, "step_id", "kith_known_steps"), not_known(TABLE)),
        migrations.RunSQL(SO_FAR, migrations.RunSQL.noop),
    ]
