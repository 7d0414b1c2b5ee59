"""Care that is to end because a court said so: the clock, and the page on which the end is recorded."""
