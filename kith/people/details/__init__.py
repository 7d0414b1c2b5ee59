"""The details of a record: names, numbers, homes over time, alerts, and who may see it at all."""
