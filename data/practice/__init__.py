"""An invented library to try Front Desk with, whose truth is known."""
