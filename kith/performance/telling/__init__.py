"""What people say about figures: comments on them, and changes that they should show."""
