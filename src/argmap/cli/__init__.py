"""The command line: one module per command, which parses arguments, calls the library, prints and sets the status."""
