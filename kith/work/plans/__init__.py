"""Plans made with families: goals, who does what, what came of it, and the one page that a family is given."""
