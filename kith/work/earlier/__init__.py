"""What was said last time: the piece of work before this one, beside its boxes, to compare and to take over."""
