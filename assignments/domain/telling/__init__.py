"""What is told to people: notices, the daily letter, the calendar."""
