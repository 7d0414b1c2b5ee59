"""What analysts read: views under stable names, and queries over them that see no more than their reader may."""
