"""What earlier builds made, kept to be used again: what each page says, and parts of the files of a build.

All of it can be made again from the texts, so nothing that is wrong with it fails a build.
"""

from kg.cache.store import FILE, LIMIT, PAGE, PART, Cache, Contents, clear, contents, folder, key

__all__ = ["FILE", "LIMIT", "PAGE", "PART", "Cache", "Contents", "clear", "contents", "folder", "key"]
