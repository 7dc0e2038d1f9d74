"""What can be done to lessons: load and publish them, put them before a class, keep of them."""
