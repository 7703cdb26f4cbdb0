"""What an upload brings, derived from its attempts as they come: nothing of it is read back."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.store import derive_training as training
from data.store.derive_training import Cursor
from data.uploads.encoded import encode, stands_again


def add_upload(cursor: Cursor, start: int, attempts: pa.Table | None) -> None:
    """Bring everything up to date after an upload was added; ``attempts`` are its own, as written."""
    at_courses = None if attempts is None else _at_courses(attempts)
    if at_courses is None or not at_courses.num_rows:
        training.renew(cursor, "staff", training.staff())
        return
    cursor.register("coming", _told(cursor, at_courses))
    _add_coming(cursor, start)
    cursor.unregister("coming")  # after a fault the cursor is closed, and with it all that it knows


def _add_coming(cursor: Cursor, start: int) -> None:
    """Learner-courses that nobody has yet need no look at what is stored, which are most of the rows."""
    new = f"INSERT INTO learner_courses {training.coming_learner_courses(start)}"
    if cursor.execute("SELECT 1 FROM learner_courses LIMIT 1").fetchone() is None:
        cursor.execute(new)
        training.renew(cursor, "training_by_month", training.training_by_month())
        training.renew(cursor, "staff", training.staff())
        return
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT staff_key, course_key FROM coming"
    )
    known = cursor.execute(
        "SELECT 1 FROM touched SEMI JOIN learner_courses USING (staff_key, course_key) LIMIT 1"
    ).fetchone()
    if known:
        training.rebuild_touched(cursor, start)
        return
    cursor.execute(new)
    training.finish(cursor)


def _at_courses(attempts: pa.Table) -> pa.Table:
    is_course = encode(attempts["level"]).where(lambda text: text == "course")
    return attempts if is_course.all() else attempts.filter(pa.array(is_course))


def _told(cursor: Cursor, attempts: pa.Table) -> pa.Table:
    """Give each attempt its course's key, and say whether it is the only one of its person and course.

    ``is_alone`` is told by numbers for person and course: texts take ten times as long.
    """
    staff_key, name, course_id = (
        encode(attempts[column]) for column in ("staff_key", "course_as_written", "course_id")
    )
    ids = np.zeros(len(name.texts), np.int64)
    ids[name.index] = course_id.index  # what a name means, every row of it means
    keys = cursor.execute(
        f"SELECT {training.COURSE_KEY} FROM (SELECT unnest($1::VARCHAR[]) AS course_as_written,"
        " unnest($2::VARCHAR[]) AS course_id)",
        [name.texts, [course_id.texts[at] or None for at in ids.tolist()]],
    ).fetchall()
    course_key = name.text([key for (key,) in keys])
    course = encode(course_key)
    pair = staff_key.index * len(course.texts) + course.index
    is_alone = pa.array(~stands_again(pair, len(staff_key.texts) * len(course.texts)))
    return attempts.append_column("course_key", course_key).append_column("is_alone", is_alone)
