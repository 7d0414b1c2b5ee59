"""The public form for professionals: no sign-in, no scripts, and nothing typed is lost."""
