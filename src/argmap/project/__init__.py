"""A project of maps: its settings, which files are maps, the texts of sources."""
