"""Forms of the people floor."""
