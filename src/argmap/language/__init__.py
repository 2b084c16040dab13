"""Words of the languages that maps are written in: lexicons, tokens, quotes, links."""
