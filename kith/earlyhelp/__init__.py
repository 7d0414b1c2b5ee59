"""Early help: by consent, led by one professional, with a team around the children, before and after social work."""
