"""The status page of one project: what it is for, where it is, what it delivers, what may go wrong."""
