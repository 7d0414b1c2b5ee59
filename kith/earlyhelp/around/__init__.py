"""The team around the children: who consented, who belongs to it, who leads, and its reviews."""
