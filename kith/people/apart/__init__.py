"""Two people on record who look alike, told apart so that nobody takes them for one again."""
