"""What goes along when a later plan carries actions on: what they wait for, and the risks and issues beside them."""
