"""All court work, by the day something is due."""
