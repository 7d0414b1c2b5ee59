"""No contact by order, and what separated parents may be told."""
