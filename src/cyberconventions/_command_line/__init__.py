"""The commands of the command line, and how its words are read."""
