"""Comparing versions of a map: matching their elements and listing what changed."""
