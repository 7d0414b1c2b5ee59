"""Child protection: strategy discussions, section 47 enquiries, conferences, and the plans they decide on."""
