"""What can be done to lessons: write, load, publish, change and place them, keep of them."""
