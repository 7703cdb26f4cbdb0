"""An invented library to try Front Desk with, whose truth is known; README.md beside this says more."""

from data.practice.loading import load, remove

__all__ = ["load", "remove"]
