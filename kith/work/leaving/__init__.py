"""A worker who leaves a team: all that is held, handed over before the place in the team ends."""
