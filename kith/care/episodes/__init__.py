"""Episodes of the looked-after return, made of what is on record. Nobody types them."""
