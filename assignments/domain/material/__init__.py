"""What is asked: question sets with their guides, and the lessons they rest on."""
