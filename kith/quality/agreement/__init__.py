"""How far two readers of one case agree, and what they settle on."""
