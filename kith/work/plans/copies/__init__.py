"""The one page of a plan that a family is given: made, looked over, printed, kept as it was given."""
