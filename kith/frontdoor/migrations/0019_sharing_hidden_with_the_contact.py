"""What the ledger has from a contact is hidden with any child of the contact: its words are shared."""

from django.db import migrations

from kith.access.row_security import protect, unprotect

HIDDEN_SHARING = """
create or replace function kith_hidden_sharing(who text) returns bigint[]
language plpgsql stable parallel restricted security definer
set search_path = public set kith.worker = '0' as $$
declare
  hidden bigint[] := kith_hidden_people(who);
  steps bigint[];
begin
  if hidden is null or cardinality(hidden) = 0 then return hidden; end if;
  steps := kith_hidden_steps(who);
  return (select coalesce(array_agg(id), '{}') from (
    select e.id from frontdoor_sharingentry e where e.person_id = any(hidden)
    union
    select e.id from frontdoor_sharingentry e join frontdoor_partnercheck c on c.id = e.check_asked_id
    where c.contact_id = any(steps)
  ) as found);
end $$;
"""
TABLE = "frontdoor_sharingentry"


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0018_why_asked_and_by_which_mail"), ("work", "0002_row_security")]

    operations = [
        migrations.RunSQL(HIDDEN_SHARING, "drop function kith_hidden_sharing(text)"),
        migrations.RunSQL(
            unprotect(TABLE) + protect(TABLE, "id", "kith_hidden_sharing"), unprotect(TABLE) + protect(TABLE)
        ),
    ]
