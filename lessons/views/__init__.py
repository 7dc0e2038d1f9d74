"""Views of the lessons floor."""
