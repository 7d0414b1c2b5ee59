"""What the ground remembers: which days are worked, where the authority is closed, which commands were done."""

from django.db import models


class WorkingDay(models.Model):
    """One day of the calendar, with the number of working days up to and including it.

    The working days in (a, b] are `number(b) - number(a)`; the n-th working day after a is the first day whose
    number is `number(a) + n`. Both are joins, so figures over years of records are one statement.
    """

    day = models.DateField(primary_key=True)
    is_working = models.BooleanField()
    number = models.IntegerField()
    name = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["number", "day"], name="workingday_number")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class LocalClosure(models.Model):
    """A day on which this authority does not work although England does."""

    day = models.DateField(primary_key=True)
    name = models.TextField()

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class Stamp(models.Model):
    """A number that changes whenever what it names was changed: a process whose copy bears another reads it anew."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Command(models.Model):
    """A form that was carried out: the same form sent again is answered from here and does nothing."""

    key = models.UUIDField(primary_key=True)
    worker_id = models.BigIntegerField(null=True)
    path = models.TextField()
    digest = models.CharField(
        max_length=64, blank=True, default=""
    )  # of what was sent: other words are another form
    location = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="command_at")]

    def __str__(self) -> str:
        return str(self.key)
