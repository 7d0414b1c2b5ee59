"""The child protection plan from the conference that made it to its end."""
