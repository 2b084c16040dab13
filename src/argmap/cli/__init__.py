"""The command line: one module a command, which parses arguments, calls the pipeline and picks the exit code."""
