"""A whole class at once: board, gradebook, results, and what the class is told of them."""
