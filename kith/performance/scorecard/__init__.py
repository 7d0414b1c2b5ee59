"""The scorecard that a board is given: a set of measures, each with every field, computed."""
