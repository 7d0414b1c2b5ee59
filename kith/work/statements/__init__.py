"""A statement with its chronology as it is handed out: made from a step, looked over, sent, kept as it was sent."""
