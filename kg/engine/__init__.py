"""Where the articles are mapped."""
