"""HTTP manners that hold for every page: ids in addresses, texts at the edge, times in words.

No school words here, and nothing that knows a floor above.
"""
