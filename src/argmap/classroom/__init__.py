"""Tools for teachers: exercises made from a map, marks for students' answers, and handouts."""
