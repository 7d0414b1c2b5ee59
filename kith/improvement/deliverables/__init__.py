"""What an action delivers, and what it waits for."""
