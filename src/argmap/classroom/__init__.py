"""For a teacher: exercises made from a map, marks for what students made of them, handouts."""
