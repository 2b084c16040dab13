"""What changed between two versions of a map, and which element of one is which of the other."""
