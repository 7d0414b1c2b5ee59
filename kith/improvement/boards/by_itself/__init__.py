"""Papers that lock by themselves on a day that was set."""
