"""Django's PostgreSQL driver, which starts the embedded server when somebody first asks for a connection."""
