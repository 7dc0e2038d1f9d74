"""The desk's pages for grading."""
