"""What a chair challenges in the work with a child: raised, answered, taken further up, closed."""
