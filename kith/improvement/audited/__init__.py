"""What audits found leads into plans: an action answers a finding of a round, and each is read from the other."""
