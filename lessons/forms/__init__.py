"""Forms of the lessons floor."""
