"""Under which legal status children are looked after."""
