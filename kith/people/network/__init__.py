"""School, surgery and other professionals around a person."""
