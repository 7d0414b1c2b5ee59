"""Child protection conferences: set up, held in the room, and told to those who may know."""
