"""What other councils tell us and what we tell them: cases that move, and their children who live here."""
