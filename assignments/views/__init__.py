"""Views of the assignments floor."""
