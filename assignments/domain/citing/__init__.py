"""Citations in answers: their tokens in the text, and what they point to."""
