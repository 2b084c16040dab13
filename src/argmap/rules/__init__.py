"""What a good critical reader would say about a map: one rule per file, named after the code of the rule."""
