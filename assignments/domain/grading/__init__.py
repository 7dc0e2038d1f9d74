"""The grading desk: points, comments and tags, and the way through a class's answers."""
