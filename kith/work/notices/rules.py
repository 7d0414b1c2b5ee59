"""What those who guard restricted records are told of a number that was typed elsewhere."""


def of_a_hidden_record(who: str, typed_on: int | None) -> str:
    """The line on the record that holds the number."""
    return f"A number of this record was typed {_place(typed_on)} by {who}, from whom it is hidden. Are the two one?"


def of_a_sealed_record(who: str, typed_on: int | None) -> str:
    """The line where nobody opens the record that holds the number; it leads to the other one."""
    return f"A number of a sealed record was typed {_place(typed_on)} by {who}. Ask where it comes from."


def _place(typed_on: int | None) -> str:
    return f"on record {typed_on}" if typed_on else "for somebody new or on a record that is closed to you"
