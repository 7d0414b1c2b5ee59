"""Plans and what workers have promised in them, when their children go to another worker or team."""
