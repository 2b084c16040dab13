"""Many maps at once: each is read, looked at and forgotten, in as many processes as there are to use."""
