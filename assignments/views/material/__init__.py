"""The desk's pages for lessons and question sets."""
