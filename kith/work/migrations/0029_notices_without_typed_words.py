"""A notice holds no words that somebody typed: they stand on the allocation and on the transfer, where doors guard them."""

from django.db import migrations

CUT = r"""
update work_notice set words = regexp_replace(words, '( has declined (a child|[0-9]+ children)): .*$', '\1.')
where kind = 'transfer' and words ~ ' has declined (a child|[0-9]+ children): ';
update work_notice told
set words = left(told.words, strpos(told.words, ending) + length(ending) - 2)
from (select ' been allocated to you by ' || name || '. ' as ending from access_worker) as by_whom
where told.kind = 'allocated' and strpos(told.words, ending) > 0;
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0028_step_copies_row_security")]

    operations = [migrations.RunSQL(CUT, migrations.RunSQL.noop)]
