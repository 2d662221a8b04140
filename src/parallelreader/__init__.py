"""Read Chinese and English side by side."""

__version__ = "0.1.0"
