"""Where early help meets the front door: asked for there, and asking a social worker to look."""
