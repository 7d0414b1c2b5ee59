"""One published figure beside the record of today."""
