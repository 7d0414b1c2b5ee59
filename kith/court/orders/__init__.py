"""Orders of courts about children, and what they set going."""
