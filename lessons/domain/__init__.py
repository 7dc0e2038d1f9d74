"""What can be done to lessons: load and publish them, change what is in them, place them."""
