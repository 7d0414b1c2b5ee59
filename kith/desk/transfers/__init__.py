"""Children on their way from team to team: offered, prepared, accepted or sent back."""
