"""Findings and rankings as text for people and for machines."""
