"""For a reviewer: what changed between two versions of a map, and a report on one."""
