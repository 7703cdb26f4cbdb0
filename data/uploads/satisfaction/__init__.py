"""Surveys of patrons: which tool wrote the file, and its ratings and comments, every row accounted for."""

from data.uploads.satisfaction.check import check
from data.uploads.satisfaction.recognize import recognize

__all__ = ["check", "recognize"]
