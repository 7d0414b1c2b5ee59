"""Changing the practice on the screen: drafts, what they would change, a try with invented children, publishing."""
