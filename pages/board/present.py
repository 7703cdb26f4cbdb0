"""Present: the pack on a screen, one finding at a time."""

from ui import present

present.screen()
