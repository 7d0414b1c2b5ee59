"""What those affected say: counted, taken as their words of an action, and answered in plain words."""
