"""The front door queue and duty tracker: everything undecided, then what was decided lately."""
