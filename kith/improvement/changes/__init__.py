"""The change log of a plan, and what of an action can be changed."""
