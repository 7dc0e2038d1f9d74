"""Writing, keeping and handing in answers: nothing here knows the grading desk."""
