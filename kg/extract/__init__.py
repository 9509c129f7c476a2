"""What an article says: one file for each kind of fact, all working on one `Reading` in a fixed order."""
