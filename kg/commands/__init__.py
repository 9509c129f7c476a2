"""The commands: thin, no logic. What they need is imported where it is needed: `kg --help` is to be there at once."""
