"""The pages of students: none may reach a grade, a comment or a guide before it is returned."""
