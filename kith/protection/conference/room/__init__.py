"""The conference in the room: agenda, who is there, decisions, the plan beside, and what everybody takes home."""
