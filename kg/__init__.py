"""Knowledge graphs from Chinese local-government news, with the sentence behind every fact."""

__version__ = "0.1.0"
