"""Draws that are the same on every platform and Python: made of ``random.Random.random`` alone.

Python promises the numbers of ``random()`` for a seed, and not those of its other methods.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A seeded source of draws. Parts of the library have one each, so that none moves another."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def share(self) -> float:
        """Draw a number from 0 up to 1."""
        return self._random()

    def happens(self, probability: float) -> bool:
        """Draw whether something with this probability happens."""
        return self._random() < probability

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def one_of(self, options: Sequence[T]) -> T:
        """Draw one of the options, each as likely as the others."""
        return options[int(self._random() * len(options))]

    def weighted(self, options: Sequence[tuple[T, float]]) -> T:
        """Draw one of the options by their weights, which add up to 1."""
        left = self._random()
        for option, weight in options:
            left -= weight
            if left < 0:
                return option
        return options[-1][0]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Draw an order."""
        left, order = list(options), []
        while left:
            order.append(left.pop(int(self._random() * len(left))))
        return order

    def around_zero(self) -> float:
        """Draw from a bell curve with mean 0 and standard deviation 1: twelve shares, less six."""
        return sum(self._random() for _ in range(12)) - 6.0
