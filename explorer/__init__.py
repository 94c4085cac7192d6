"""Explorer: a folder of documents, searched, read and followed in the terminal."""

__version__ = "0.1.0"
