"""Children whom parents placed with somebody who is no close relative."""
