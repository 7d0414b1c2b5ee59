"""Answers that figures are counted by: codes of a completed piece of work, child by child."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.people.models import Person
from kith.work.models.steps import Step


class CountedAnswer(Guarded):
    """One code that a completed piece of work found of one child, of a question whose answers its form counts.

    Written when the work is completed, gone when that decision is taken back. ``is_none``: the answer that goes with no
    other and says that nothing was found.
    """

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"
    known_by = "kith_known_steps"

    step = models.ForeignKey(Step, models.PROTECT, related_name="counted", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    question = models.CharField(max_length=60)
    code = models.CharField(max_length=40)
    is_none = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["step", "person", "question", "code"],
                include=["is_none"],  # all that a count reads of it
                name="counted_answer_once",
            ),
            models.UniqueConstraint(
                fields=["step", "person", "question"],
                condition=Q(is_none=True),
                name="counted_answer_one_of_nothing",
            ),
            models.CheckConstraint(condition=~Q(code=""), name="counted_answer_has_a_code"),
        ]

    def __str__(self) -> str:
        return f"counted answer {self.pk}"
