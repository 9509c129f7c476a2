"""From the bytes of a file to articles of clean text whose every character knows where it stood."""
