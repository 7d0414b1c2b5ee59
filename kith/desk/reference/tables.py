"""Every table of every app with its columns and what the database holds to be true of it."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from kith.access.guarded import Guarded
from kith.desk.reference import marks

ABOUT = (
    "Tables by app. *Hidden* says by which function of the database a row is kept from those who may not "
    "know of the child it is about, and by which column: the table has forced row-level security, and code "
    "reads it through `.seen_by(worker)`."
)
KINDS = {
    "BigAutoField": "number, given by the database",
    "BigIntegerField": "number",
    "IntegerField": "number",
    "PositiveIntegerField": "number, not negative",
    "PositiveSmallIntegerField": "number, not negative",
    "DecimalField": "decimal number",
    "CharField": "text",
    "SlugField": "short code",
    "EmailField": "e-mail address",
    "TextField": "long text",
    "JSONField": "JSON",
    "DateField": "day",
    "DateTimeField": "moment",
    "BooleanField": "yes or no",
    "UUIDField": "UUID",
    "ArrayField": "list",
}


def sheet(apps: Iterable[tuple[str, str, list[type[models.Model]]]]) -> str:
    """The page `tables.md`, from (app, its sentence, its models)."""
    parts = [part for name, sentence, tables in apps if tables for part in _app(name, sentence, tables)]
    return marks.sheet("Tables", ABOUT, parts)


def _app(name: str, sentence: str, tables: list[type[models.Model]]) -> list[str]:
    return [f"## {name}", sentence, *(_table(model) for model in tables)]


def _table(model: type[models.Model]) -> str:
    rows = [
        [marks.code(str(field.column)), column(field), "yes" if field.null else ""]
        for field in model._meta.local_fields
    ]
    parts = [
        f"### {model.__name__} (`{model._meta.db_table}`)",
        " ".join((model.__doc__ or "").split()),
        _hidden(model),
        marks.table(["column", "holds", "may be empty"], rows),
        _held(model),
    ]
    return "\n\n".join(part for part in parts if part)


def column(field: Any) -> str:
    """What a column holds, in words."""
    if field.remote_field:
        return f"→ `{field.remote_field.model.__name__}`" + (", one each" if field.unique else "")
    kind = field.get_internal_type()
    if kind == "GeneratedField":
        return "worked out by the database: " + KINDS.get(field.output_field.get_internal_type(), "value")
    words = KINDS.get(kind, kind)
    size = f" of up to {field.max_length} characters" if field.max_length and kind == "CharField" else ""
    choices = ": " + ", ".join(f"`{code}`" for code, _ in field.choices) if field.choices else ""
    return words + size + choices + (", once only" if field.unique and not field.primary_key else "")


def _hidden(model: type[models.Model]) -> str:
    if not issubclass(model, Guarded):
        return ""
    return f"Hidden: `{model.hidden_by}` by `{model.hidden_column}`."


def _held(model: type[models.Model]) -> str:
    constraints = sorted(model._meta.constraints, key=lambda constraint: constraint.name)
    return marks.listed(f"`{one.name}`: {_says(one)}" for one in constraints)


def _says(constraint: Any) -> str:
    name = constraint.name.replace("_", " ")
    if isinstance(constraint, models.UniqueConstraint):
        where = ", where a condition holds" if constraint.condition else ""
        return f"{name} (once for {', '.join(constraint.fields)}{where})"
    return name + (" (no two overlap)" if type(constraint).__name__ == "ExclusionConstraint" else "")
