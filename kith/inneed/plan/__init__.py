"""The child in need plan from its first day to its last, for one child or a family in one go."""
