"""The adults round the children of a contact: told beside them, recognised or put on record with them."""
