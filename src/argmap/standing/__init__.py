"""How well a map's reasoning stands: pure functions of the graph."""
