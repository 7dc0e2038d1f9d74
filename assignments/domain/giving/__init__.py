"""Giving a set to classes, and what is agreed about it: times, rules, who grades, excuses."""
