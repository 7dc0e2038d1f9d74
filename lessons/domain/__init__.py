"""What can be done to lessons: write, load and publish them, change and place them, keep of them."""
