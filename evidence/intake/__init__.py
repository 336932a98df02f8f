"""The one gate that every file passes. Nothing is imported here: the checking child must start fast."""
