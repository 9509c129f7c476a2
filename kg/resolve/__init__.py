"""One thing, one node: first within an article, then across articles and files."""
