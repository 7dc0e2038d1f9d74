"""The desk's pages for giving work back."""
