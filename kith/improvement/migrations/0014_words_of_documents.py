"""What was said of a document taken back before now goes too, and no log of a plan repeats what was said of any."""

from django.db import migrations

from kith.database.sql import run

SO_FAR = """
update improvement_evidencefile set says = 'A document that was taken back' where taken_back_on is not null;
update improvement_planchange set after = 'A document' where field = 'evidence added';
update improvement_planchange set before = 'A document' where field = 'evidence taken back';
"""


class Migration(migrations.Migration):
    dependencies = [("improvement", "0013_what_went_on_so_far")]

    operations = [run(SO_FAR)]
