"""Children on their way from one worker to another of the same team, until the new worker has accepted them."""
