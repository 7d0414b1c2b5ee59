"""Children's journeys: where contacts led, how long steps take, what a backlog did, and whether teams really differ."""
