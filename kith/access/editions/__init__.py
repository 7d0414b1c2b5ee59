"""Practice changed on the screen: drafts, what was published of them, for whom, and back again."""
