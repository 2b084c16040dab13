"""Layout: text metrics, scenes, placements. Graphviz is used only here."""
