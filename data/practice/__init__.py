"""An invented library to try Front Desk with, whose truth is known."""

from data.practice.loading import load, remove

__all__ = ["load", "remove"]
