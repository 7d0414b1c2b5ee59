"""Who is there: leave, hours, skills and the first year after qualifying."""
