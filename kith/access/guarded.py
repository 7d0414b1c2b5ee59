"""The row door: a table of the record can only be read through the eyes of a worker."""

from typing import Any, Self, TypeVar

from django.db import models

EVERY_ROW = "a rule needs every row, and shows none"
DEMO = "the demo is being made"
PRIVATE_LINK = "a private link names the row"
NUMBERS_IN_USE = "numbers already in use"
UNGUARDED_REASONS = frozenset({EVERY_ROW, DEMO, PRIVATE_LINK, NUMBERS_IN_USE})


class ReadWithoutAViewer(Exception):
    """A table of the record was read without saying who is looking."""


Row = TypeVar("Row", bound=models.Model)


class GuardedQuerySet(models.QuerySet[Row]):
    """A query set that raises unless it went through ``seen_by`` or ``unguarded``."""

    _door = ""

    def seen_by(self, worker: Any) -> Self:
        """Only the rows that ``worker`` may know of. Raises nothing: what is hidden is absent."""
        passed = self.filter(visible_to(self.model, worker.sight))
        passed._door = "worker"
        return passed

    def unguarded(self, reason: str) -> Self:
        """Every row the database shows. ``reason`` must be one of ``UNGUARDED_REASONS``."""
        if reason not in UNGUARDED_REASONS:
            raise ReadWithoutAViewer(
                f"'{reason}' is no accepted reason to read {self.model.__name__} unguarded"
            )
        passed = self._chain()  # type: ignore[attr-defined]
        passed._door = reason
        return passed

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._door = self._door
        return clone

    def _through_the_door(self) -> None:
        if not self._door:
            raise ReadWithoutAViewer(f"{self.model.__name__} was read without seen_by(worker)")

    def _fetch_all(self) -> None:
        self._through_the_door()
        super()._fetch_all()

    def count(self) -> int:
        self._through_the_door()
        return super().count()

    def exists(self) -> bool:
        self._through_the_door()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._through_the_door()
        return super().aggregate(*args, **kwargs)

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._through_the_door()
        return super().iterator(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._through_the_door()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._through_the_door()
        return super().delete()


class Guarded(models.Model):
    """Base of every table of the record.

    ``hidden_by`` names the SQL function that answers which ids are hidden from a worker, and
    ``hidden_column`` the column those ids stand in. From a worker who sees own families alone everything is hidden
    but what ``known_by`` answers; a table without it stays closed to them.
    """

    hidden_by = "kith_hidden_people"
    hidden_column = "person_id"
    known_by = ""  # where workers who see own families alone may see rows: what answers which ids they know
    known_column = ""  # the column those ids stand in

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True


class _Told(models.Func):
    """A condition on one column and the sight of who looks.

    An expression and no raw SQL, so that it names the right table where a query set becomes a subquery.
    """

    output_field = models.BooleanField()
    answer = "(select {asked})::bigint[]"
    words = ""

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:  # type: ignore[override]
        """The condition with the column as this query names it."""
        (column, named), (sight, told) = (compiler.compile(part) for part in self.get_source_expressions())
        answer = self.answer.format(asked=f"{self.extra['asked']}({sight})")
        return self.words.format(column=column, answer=answer), (*named, *told)


class NotHidden(_Told):
    """``column not in (hidden_by(sight))``: true for the rows that are not hidden, and never for who is nobody.

    The ids are laid into a table of hashes once a question: hundreds of steps may be hidden.
    """

    answer = "(select unnest((select coalesce({asked}, array[null]::bigint[]))))"
    words = "{column} not in {answer}"


class Known(_Told):
    """``column = any((select known_by(sight)))``: true for the rows of own families, never for other workers."""

    words = "{column} = any({answer})"


def visible_to(model: type[models.Model], sight: str) -> models.Q:
    """The condition under which rows of ``model`` may be seen with this ``sight`` (see ``Worker.sight``)."""
    guard: type[Guarded] = model  # type: ignore[assignment]
    seen = models.Value(sight)
    condition = models.Q(NotHidden(models.F(guard.hidden_column), seen, asked=guard.hidden_by))
    if guard.known_by:
        column = guard.known_column or guard.hidden_column
        condition |= models.Q(Known(models.F(column), seen, asked=guard.known_by))
    return condition
