"""The desk's pages for giving an assignment and what is agreed about it."""
