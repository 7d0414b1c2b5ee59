"""How a worker is, is read by the worker and who supervises them now; decisions are hidden with their children."""

from django.db import migrations

from kith.access.row_security import SIGHT, hidden_unless_shared, insert_only, protect, unprotect

# Whose personal notes are kept from somebody: everybody's but one's own and those of whom one supervises now.
# The system's eyes are nobody's here: no job, export or figure reads them. The demonstration may write some.
KEPT_APART = """
create or replace function kith_workers_kept_apart(who text) returns bigint[]
language sql stable parallel safe security definer set search_path = public as $$
  select case when coalesce(who, '') = '' then null else coalesce((
    select array_agg(w.id) from access_worker w
    where w.id <> split_part(who, ' ', 1)::bigint and not exists (
      select 1 from work_supervisionline l
      where l.worker_id = w.id and l.ended_on is null
        and l.supervisor_id = split_part(who, ' ', 1)::bigint)), '{}') end
$$;
"""
VISIBLE = f"worker_id <> all((select kith_workers_kept_apart({SIGHT}))::bigint[])"
PERSONAL = f"""
alter table work_personalnote enable row level security;
alter table work_personalnote force row level security;
create policy visible on work_personalnote using ({VISIBLE}) with check ({VISIBLE} or {SIGHT} = '0');
"""
DECISIONS = "kith_hidden_decisions"
TABLES = {
    "work_managementdecision": ("id", DECISIONS),
    "work_managementdecisionchild": ("person_id", "kith_hidden_people"),
    "work_supervisiontalk": ("note_id", "kith_hidden_notes"),
}


class Migration(migrations.Migration):
    dependencies = [("work", "0023_supervision")]

    operations = [
        migrations.RunSQL(KEPT_APART, "drop function kith_workers_kept_apart(text)"),
        migrations.RunSQL(PERSONAL, unprotect("work_personalnote")),
        migrations.RunSQL(insert_only("work_personalnote"), migrations.RunSQL.noop),
        migrations.RunSQL(
            hidden_unless_shared(DECISIONS, "work_managementdecisionchild", "decision_id"),
            f"drop function {DECISIONS}(text)",
        ),
        *[migrations.RunSQL(protect(table, *how), unprotect(table)) for table, how in TABLES.items()],
    ]
