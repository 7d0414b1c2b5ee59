"""What is made for somebody to take away: what they may not learn is not in it, and how they read is known."""
