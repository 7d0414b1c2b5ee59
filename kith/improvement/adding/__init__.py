"""Making a plan on the screen: headings, actions, and what an earlier plan left unfinished."""
