"""Child in need plans: the period that is counted, its reviews, and the steps up and down."""
