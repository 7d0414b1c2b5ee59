"""Risks and issues that were carried on before lead to the earlier ones, as the log of changes and their last words say.

Plans have names of their own, and numbers are given once in a plan: the words name one row on either side.
"""

from django.db import migrations

from kith.database.sql import run

ONE = """
update {table} as later set carried_from_id = earlier.id
from {table} earlier
join improvement_improvementplan first on first.id = earlier.plan_id,
  improvement_improvementplan second, improvement_planchange told
where second.id = later.plan_id and later.carried_from_id is null and earlier.id <> later.id
  and earlier.{words} = format('Carried on as {letter}%s of %s.', later.number, second.name)
  and told.plan_id = later.plan_id and told.field = 'carried on'
  and told.subject = format('{what} %s', later.number)
  and told.before = format('{letter}%s of %s', earlier.number, first.name);
"""
SO_FAR = ONE.format(table="improvement_planrisk", words="closed_why", letter="R", what="Risk") + ONE.format(
    table="improvement_planissue", words="answer", letter="I", what="Issue"
)


class Migration(migrations.Migration):
    dependencies = [("improvement", "0012_risks_and_issues_go_on")]

    operations = [run(SO_FAR)]
