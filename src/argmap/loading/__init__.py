"""From TOML to the model: reading, parsing, locating keys, reporting errors."""
