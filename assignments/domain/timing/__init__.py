"""When: the one clock, whose due time it is, and what being late costs."""
