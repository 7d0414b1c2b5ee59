"""What audits ask people to do, and whether the next audit finds it done."""
