"""The pages of improvement plans: all of them, one, one action, and reading one in."""
