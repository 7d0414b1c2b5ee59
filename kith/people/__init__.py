"""People: who they are, where they live, whom they belong to, and how they are found."""
