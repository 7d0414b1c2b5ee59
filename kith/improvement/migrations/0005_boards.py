"""Boards with members, meetings, agendas and commentary; papers as they were locked; decisions."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.database.sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0004_listening"),
        ("performance", "0010_definitions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Board",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("about", models.TextField(blank=True)),
                (
                    "measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoardMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="improvement.board",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoardDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("noted", "Decided, nothing changes in a plan"),
                            ("note", "A note on an action"),
                            ("agreed", "The board agrees that an action is proved"),
                            ("new", "A new action"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_decisions",
                        to="improvement.planaction",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="improvement.boardmeeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoardCommentary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("summary", "Summary and what the board is asked"),
                            ("plan", "How the plans stand"),
                            ("moved", "What moved"),
                            ("figures", "Figures"),
                            ("risks", "Risks"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("is_off", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commentary",
                        to="improvement.boardmeeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("brought_by", models.CharField(blank=True, max_length=200)),
                ("is_off", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda",
                        to="improvement.boardmeeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoardMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("agency", models.CharField(blank=True, max_length=200)),
                (
                    "seat",
                    models.CharField(
                        choices=[("chair", "Chair"), ("secretary", "Secretary"), ("member", "Member")],
                        max_length=10,
                    ),
                ),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="improvement.board",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoardPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stood_on", models.DateField()),
                ("month_on", models.DateField()),
                ("content", models.JSONField()),
                ("ratings", models.JSONField(default=dict)),
                ("risks", models.JSONField(default=dict)),
                ("locked_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="improvement.boardmeeting",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BoardPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overseen",
                        to="improvement.board",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overseen",
                        to="improvement.improvementplan",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="board",
            name="plans",
            field=models.ManyToManyField(
                related_name="boards", through="improvement.BoardPlan", to="improvement.improvementplan"
            ),
        ),
        migrations.CreateModel(
            name="PaperFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.publication",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="improvement.boardpaper",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="boardpaper",
            name="figures",
            field=models.ManyToManyField(
                related_name="board_papers", through="improvement.PaperFigure", to="performance.publication"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmeeting",
            constraint=models.UniqueConstraint(fields=("board", "held_on"), name="board_meeting_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="boarddecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="board_decision_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="boarddecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action__isnull", True), ("kind", "noted")),
                    models.Q(("kind__in", ["note", "agreed", "new"]), ("action__isnull", False)),
                    _connector="OR",
                ),
                name="board_decision_is_about_an_action",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardcommentary",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="board_commentary_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardcommentary",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["summary", "plan", "moved", "figures", "risks"])),
                name="board_commentary_part_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="agenda_item_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency", ""), ("name", ""), ("worker__isnull", False)),
                    models.Q(
                        ("worker__isnull", True),
                        models.Q(("name", ""), _negated=True),
                        models.Q(("agency", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="board_member_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("seat__in", ["chair", "secretary", "member"])),
                name="board_member_seat_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gt", models.F("started_on")), _connector="OR"
                ),
                name="board_member_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("board", "worker", "name", "agency"),
                name="board_member_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="boardplan",
            constraint=models.UniqueConstraint(fields=("board", "plan"), name="board_plan_once"),
        ),
        migrations.AddConstraint(
            model_name="board",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="board_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperfigure",
            constraint=models.UniqueConstraint(fields=("paper", "figure"), name="paper_figure_once"),
        ),
        migrations.AddConstraint(
            model_name="paperfigure",
            constraint=models.UniqueConstraint(fields=("paper", "place"), name="paper_figure_in_order"),
        ),
        insert_only("improvement_boardpaper"),
        insert_only("improvement_paperfigure"),
        insert_only("improvement_boarddecision"),
    ]
