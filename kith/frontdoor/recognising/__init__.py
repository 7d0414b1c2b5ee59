"""Do we know this child: matching the lines of a contact with the record, the person always decides."""
