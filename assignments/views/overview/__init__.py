"""The desk's pages about a whole class."""
