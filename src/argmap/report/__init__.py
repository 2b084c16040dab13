"""Findings, rankings and reviews, as text for people and for programs."""
