"""What can be done to lessons: load, write and publish them, change what is in them, place them,
and keep of them what a reader wants.
"""
