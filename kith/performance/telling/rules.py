"""What may be said of a figure. Plain values only."""

from kith.core.reading_words import count


def obstacle_to_saying(words: str, longest: int, what: str) -> str | None:
    """Why these words about a figure cannot be kept, or None when they can."""
    if not words:
        return f"Write {what}."
    if len(words) > longest:
        return f"Say it in at most {longest:,} letters: these are {count(len(words), 'letter')}."
    return None
