"""What every change of a plan does: hold it, refuse clashes, keep what stood there before."""
