"""A project: its settings, its maps, and the texts of their sources."""
