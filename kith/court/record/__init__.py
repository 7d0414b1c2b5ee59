"""The court page of one child."""
