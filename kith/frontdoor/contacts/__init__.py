"""Taking a contact: the page on which a duty worker writes down a call."""
