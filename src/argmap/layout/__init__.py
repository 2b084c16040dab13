"""Where everything goes: text metrics, engines, tidy placement. The only room that meets Graphviz."""
