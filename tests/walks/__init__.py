"""Random walks through the real actions: no sequence of them breaks a guard of the law."""
