"""Xanes: the X-ray absorption near-edge spectrum of an atomic structure."""

__version__ = "0.1.0"
