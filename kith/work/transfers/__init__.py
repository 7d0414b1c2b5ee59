"""The transfer protocol: offered, prepared by a checklist, accepted or declined; nobody falls between."""
