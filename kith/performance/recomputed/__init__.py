"""Figures worked out once more in plain SQL, written from their definitions and not from the code that counts them."""
