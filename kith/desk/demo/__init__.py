"""An invented authority, Westmere: one fixed story, and as much made-up work around it as is asked for."""
