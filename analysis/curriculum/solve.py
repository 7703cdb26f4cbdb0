"""The exact choice, by HiGHS: a mixed-integer program over the courses worth choosing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt

from analysis.curriculum.pool import Pool
from analysis.curriculum.records import REPEATS, Wishes

POINTS = 100.0
"""What the weights are scaled to for the solver, so that its absolute tolerances fit any weights."""

SLACK = 1e-6
"""Minutes by which a sum may be over its limit through rounding."""


@dataclass(slots=True)
class _Rows:
    """Constraints ``lower <= coefficients <= upper``, row after row."""

    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def add(self, index: Sequence[int], value: Sequence[float], lower: float, upper: float) -> None:
        self.index += index
        self.value += value
        self.starts.append(len(self.index))
        self.lower.append(lower)
        self.upper.append(upper)


@dataclass(frozen=True, slots=True)
class Choice:
    """Chosen rows of the pool and how far the proof came; ``rows`` is None where nothing fits."""

    rows: list[int] | None
    gap: float
    is_optimal: bool


def best(
    pool: Pool, candidates: npt.NDArray[np.int64], wishes: Wishes, start: Sequence[int], time_limit: float
) -> Choice:
    """Choose the most valuable rows.

    How often a topic is met is one sum with a falling price: three parts of at most 1 each, of which
    the solver fills the dearest first by itself. So only the courses are whole numbers.

    Parameters
    ----------
    candidates
        Rows of the pool that may be chosen.
    start
        A plan to start from, so that a time limit never leaves nothing; empty if there is none.
    time_limit
        Seconds.
    """
    if not len(candidates):  # HiGHS has no word for a program without columns
        return Choice(None if wishes.cover else [], 0.0, is_optimal=True)
    total = float(pool.weights.sum())
    prices = np.outer(pool.weights * (POINTS / total if total else 0.0), REPEATS).ravel()
    cost = np.concatenate([np.zeros(len(candidates)), prices])
    rows = _limits(pool, candidates, wishes)
    _topics(rows, pool, candidates)
    solver = _solver(cost, len(candidates), rows, _fixed(pool, candidates, wishes), time_limit)
    if start:
        _start(solver, pool, candidates, start)
    solver.run()
    return _choice(solver, candidates)


def least_minutes(
    pool: Pool, candidates: npt.NDArray[np.int64], wishes: Wishes, time_limit: float
) -> float | None:
    """Compute how many minutes the musts and the topics to be covered need; None if formats forbid it."""
    rows = _limits(pool, candidates, wishes, has_hours=False)
    cost = -pool.minutes[candidates]
    solver = _solver(cost, len(candidates), rows, _fixed(pool, candidates, wishes), time_limit)
    solver.run()
    chosen = _choice(solver, candidates)
    return None if chosen.rows is None else float(pool.minutes[chosen.rows].sum())


def _limits(
    pool: Pool, candidates: npt.NDArray[np.int64], wishes: Wishes, *, has_hours: bool = True
) -> _Rows:
    """Write the hours, the hours of a format, the prerequisites and the topics to be covered as rows."""
    rows, minutes = _Rows(), pool.minutes[candidates]
    if has_hours:
        rows.add(range(len(candidates)), minutes.tolist(), 0, wishes.hours * 60)
    formats = np.array(pool.formats, dtype=object)[candidates]
    for each, most in wishes.format_hours.items():
        own = np.flatnonzero(formats == each)
        rows.add(own.tolist(), minutes[own].tolist(), 0, most * 60)
    place = {int(row): at for at, row in enumerate(candidates)}
    for course, first in pool.after:
        rows.add([place[course], place[first]], [-1.0, 1.0], 0, highspy.kHighsInf)
    for topic in wishes.cover:
        own = np.flatnonzero(pool.has[candidates, pool.topics.index(topic)])
        rows.add(own.tolist(), [1.0] * len(own), 1, highspy.kHighsInf)
    return rows


def _topics(rows: _Rows, pool: Pool, candidates: npt.NDArray[np.int64]) -> None:
    """Let each topic's parts be filled by its chosen courses only."""
    steps = len(REPEATS)
    for topic in range(len(pool.topics)):
        own = np.flatnonzero(pool.has[candidates, topic]).tolist()
        parts = [len(candidates) + topic * steps + step for step in range(steps)]
        rows.add([*own, *parts], [1.0] * len(own) + [-1.0] * steps, 0, highspy.kHighsInf)


def _fixed(pool: Pool, candidates: npt.NDArray[np.int64], wishes: Wishes) -> npt.NDArray[np.float64]:
    return np.isin(candidates, pool.rows(wishes.must)).astype(np.float64)


class _Quiet(highspy.Highs):
    """HiGHS without its banner, which it would print while it is made: some print one JSON object only."""

    def enableCallbacks(self) -> None:  # noqa: N802
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def _solver(
    cost: npt.NDArray[np.float64],
    courses: int,
    rows: _Rows,
    fixed: npt.NDArray[np.float64],
    time_limit: float,
) -> highspy.Highs:
    """Hand the program to HiGHS: courses are 0 or 1, what follows them lies between."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(cost), len(rows.lower)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = cost
    program.col_lower_ = np.concatenate([fixed, np.zeros(len(cost) - courses)])
    program.col_upper_ = np.ones(len(cost))
    program.row_lower_, program.row_upper_ = np.array(rows.lower), np.array(rows.upper)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(rows.index, dtype=np.int32)
    program.a_matrix_.value_ = np.array(rows.value, dtype=np.float64)
    whole = [highspy.HighsVarType.kInteger] * courses
    program.integrality_ = whole + [highspy.HighsVarType.kContinuous] * (len(cost) - courses)
    solver = _Quiet()  # type: ignore[no-untyped-call]
    for option, value in (
        ("mip_rel_gap", 0.0),
        ("random_seed", 0),
        ("threads", 1),
        ("time_limit", time_limit),
    ):
        solver.setOptionValue(option, value)
    solver.passModel(program)
    return solver


def _start(
    solver: highspy.Highs, pool: Pool, candidates: npt.NDArray[np.int64], start: Sequence[int]
) -> None:
    chosen = np.isin(candidates, list(start))
    counts = pool.has[candidates[chosen]].sum(axis=0)
    parts = np.clip(counts[:, None] - np.arange(len(REPEATS)), 0, 1).ravel()
    solution = highspy.HighsSolution()
    solution.col_value = np.concatenate([chosen.astype(np.float64), parts]).tolist()
    solver.setSolution(solution)


def _choice(solver: highspy.Highs, candidates: npt.NDArray[np.int64]) -> Choice:
    is_optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Choice(None, 0.0, is_optimal=False)
    values = np.array(solver.getSolution().col_value)[: len(candidates)]
    gap = 0.0 if is_optimal else float(info.mip_gap)
    return Choice(candidates[values > 0.5].tolist(), gap, is_optimal)
