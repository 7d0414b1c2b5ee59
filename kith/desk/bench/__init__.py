"""How quick Kith is at benchmark size: measured from outside through the real server, and told honestly."""
