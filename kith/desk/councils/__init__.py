"""Moves to and from other councils where they meet plans and cases, and the register of their children here."""
