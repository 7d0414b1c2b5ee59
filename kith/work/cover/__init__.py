"""Cover: who decides for a manager who is away, from one day until another."""
