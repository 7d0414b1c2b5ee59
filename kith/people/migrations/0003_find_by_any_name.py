"""What people are found by: words and sounds of names, digits of telephones, postcodes without spaces.

The array indexes go: row-level security lets an index be used only for comparisons that cannot leak, and array
overlap and pattern matching are not among them.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Replace, Upper

import kith.people.models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_row_security")]

    operations = [
        migrations.CreateModel(
            name="NameKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(db_collation="C", max_length=130)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="name_keys",
                        to="people.person",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            model_name="address",
            name="postcode_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=Upper(Replace("postcode", models.Value(" "), models.Value(""))),
                output_field=models.CharField(db_collation="C", max_length=8),
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="digits",
            field=models.GeneratedField(
                db_persist=True,
                expression=kith.people.models.OnlyDigits("number"),
                output_field=models.CharField(max_length=30),
            ),
        ),
        migrations.AddIndex(
            model_name="address", index=models.Index(fields=["postcode_key"], name="address_postcode_key")
        ),
        migrations.AddIndex(model_name="phone", index=models.Index(fields=["digits"], name="phone_digits")),
        migrations.RemoveIndex(model_name="person", name="person_sounds"),
        migrations.RemoveIndex(model_name="person", name="person_family_name_part"),
        migrations.RemoveIndex(model_name="othername", name="other_name_sounds"),
    ]
