"""The hub: plan, progress and bulletins in one place, with what is new since one last looked."""
