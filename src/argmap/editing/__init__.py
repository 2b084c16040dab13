"""Editing a map's text: layout and fixes."""
