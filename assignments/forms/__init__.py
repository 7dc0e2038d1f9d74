"""Forms of the assignments floor."""
