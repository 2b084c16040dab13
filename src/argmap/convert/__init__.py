"""Maps in the formats of other tools: one module a format, which reads it, writes it, or both."""
