"""What a good critical reader would say of a map: one rule a file, which begins with the code of the rule."""
