"""The risk register of a plan with its heat map, and its issues."""
