"""What a task costs the hands and the head: a recorder in the page, a driver that does what people can, and limits."""
