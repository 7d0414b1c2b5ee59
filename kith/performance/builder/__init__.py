"""Reports that analysts put together on the screen, save, share, have counted by a job and take away as files."""
