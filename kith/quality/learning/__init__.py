"""The learning log: what audits, reviews and complaints taught, who shared it, and which teams have talked about it."""
