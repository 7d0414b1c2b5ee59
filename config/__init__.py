"""The one place that knows every app."""
