"""Edits of a map's text: layout and fixes."""
