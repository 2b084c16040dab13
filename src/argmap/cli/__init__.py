"""The command line: one module a command, which parses arguments, calls, prints and picks the exit code."""
