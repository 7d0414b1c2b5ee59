"""A contact held against the council's threshold guide: offered, ticked by people, kept with the decision."""
