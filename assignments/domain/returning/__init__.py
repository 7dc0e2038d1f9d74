"""Giving graded work back: snapshots, what students read of them, and the talk that follows."""
