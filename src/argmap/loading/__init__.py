"""From TOML to the model: reading, parsing, places of keys, messages."""
