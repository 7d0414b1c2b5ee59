"""A step from start to finish: written, sent, signed off or sent back, cancelled, explained."""
