"""What a good critical reader would say of a map: one rule a file in `rules/`."""
