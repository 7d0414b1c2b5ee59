"""A worker's own relatives and friends: for this worker there is no record of them."""
