"""What reading a catalog page costs, against a bare regex split-and-match of the same text.

``python -m benchmarks.parse_catalog`` makes its own pages (seeded), reads each in turn with both, several
times in the same run, and prints medians: the ratio (aim: 3 at most, at 10,000 and 100,000 entries),
whether time grows as the text does, and the peak memory of each reading in a process of its own. Times
are processor time.
Looking up names, topics and labels (``resolve``) is timed on its own line: the bare split does nothing
of the kind.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from data.catalog.parse import parse
from data.vocab.resolve import resolve

AIM = 3.0
SIZES = (10_000, 100_000)
RUNS = 5


def words(listed: str) -> list[str]:
    """Give the words of a string as a list."""
    return listed.split()


_HOSTS = (
    "WebJunction",
    "Infopeople",
    "WebJunction and the Association for Rural and Small Libraries",
    "Nicolet Federated Library System",
    "Public Library Association",
)
_LENGTHS = ("1 hour", "1 hour", "1 hour", "1 hour 30 minutes", "2 hours", "1.5 hours")
_MONTHS = words("January February March April May June July August September October November December")
_GIVEN = words("Ann Bo Cy Dee Eli Fay Gus Hal Ida Jo Kit Lou May Ned Ola Pat")
_FAMILY = words("Example Sample Tester Model Pattern Trial Draft Proof Mock Token Figure Digit")
_WORDS = words(
    "library’s staff patrons’ community learn how to build welcoming spaces for every visitor with "
    "simple tools that small teams can use each day to plan programs share stories and find partners "
    "who care about reading the session shows examples from branches where careful listening changed "
    "services and saved time"
)


def sentence(random_: random.Random) -> str:
    """Make one sentence of 12 to 32 everyday words."""
    chosen = random_.choices(_WORDS, k=random_.randint(12, 32))
    return " ".join(chosen).capitalize() + "."


def entry(random_: random.Random) -> str:
    """Make one entry in one of the known layouts, about as long as the real ones (800 characters)."""
    layout = random_.random()
    paragraphs = [
        " ".join(sentence(random_) for _ in range(random_.randint(2, 4)))
        for _ in range(1 if random_.random() < 0.7 else 2)
    ]
    people = [
        f"{random_.choice(_GIVEN)} {random_.choice(_FAMILY)}{random_.randint(1, 999)}"
        for _ in range(random_.randint(1, 4))
    ]
    named = " and ".join([", ".join(people[:-1]), people[-1]] if len(people) > 1 else people)
    when = f"{random_.choice(_MONTHS)} {random_.randint(1, 28)}, {random_.randint(2012, 2024)}"
    glue = "webinar recording" if layout > 0.85 else ""
    first = f"{glue}Format: Webinar, original date {when}\nHosted by: {random_.choice(_HOSTS)}"
    if layout < 0.2:
        first = "Format: Self-paced Course\nDeveloped by: WebJunction"
    head = f"{first}\nLength: {random_.choice(_LENGTHS)}"
    if random_.random() < 0.3:
        bullets = "\n".join(f"- {sentence(random_)[:90]}" for _ in range(random_.randint(3, 5)))
        paragraphs.append(f"After this course you will be able to:\n{bullets}")
    blank = "\n" if 0.2 <= layout < 0.4 else ""
    text = "\n".join(paragraphs)
    if 0.4 <= layout < 0.5:
        text = re.sub(r"(.{60}\S*) ", r"\1\n", text)
    return f"{head}\n{blank}{text}\n{blank}Presented by: {named}\n"


def page(entries: int, seed: int = 7) -> str:
    """Make a page of that many entries; the same seed makes the same page."""
    random_ = random.Random(seed)
    return "".join(entry(random_) for _ in range(entries))


def split_and_match(text: str) -> list[tuple[object, ...]]:
    """Do the least that could be called reading: split at Format labels, one match a field, find bullets."""
    found: list[tuple[object, ...]] = []
    for part in re.split(r"Format: ", text)[1:]:
        format_ = re.match(r"([^,\n]*)(?:, original date (\w+) (\d+), (\d+))?", part)
        host = re.search(r"^Hosted by: (.*)$", part, re.M)
        developer = re.search(r"^Developed by: (.*)$", part, re.M)
        length = re.search(r"^Length: (.*)$", part, re.M)
        presented = re.search(r"^Presented by: (.*)$", part, re.M)
        found.append((format_, host, developer, length, presented, re.findall(r"^- (.*)$", part, re.M)))
    return found


def seconds(work: Callable[[], object]) -> float:
    """Time one call by the processor time it took, which a busy machine changes least."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_megabytes(entries: int, what: str) -> float:
    """Give the peak memory of one reading in a fresh process, beyond what the page itself takes."""
    code = (
        "from pathlib import Path\n"
        "from benchmarks.parse_catalog import page, parse, peak, split_and_match\n"
        f"text = page({entries})\n"
        "before = peak(reset=True)\n"
        f"kept = {what}(text)\n"
        "print(peak() - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def peak(*, reset: bool = False) -> float:
    """Give this process's peak memory in MB, after setting it back to what is in use now (Linux only)."""
    if reset:
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def measure(entries: int, runs: int) -> tuple[float, float, float, int]:
    """Give the median seconds of the bare split, of parse and of resolve, and the size of the text."""
    text = page(entries)
    assert len(parse(text).entries) == len(split_and_match(text)) == entries
    bare: list[float] = []
    read: list[float] = []
    for _ in range(runs):  # interleaved, so that both meet the same moods of the machine
        bare.append(seconds(lambda: split_and_match(text)))
        read.append(seconds(lambda: parse(text)))
    found = parse(text).entries
    return median(bare), median(read), seconds(lambda: resolve(found)), len(text)


def main() -> int:
    """Print the tables; the exit code is 1 where the aim is missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--entries", type=int, nargs="*", default=list(SIZES))
    arguments.add_argument("--runs", type=int, default=RUNS)
    chosen = arguments.parse_args()
    print("  entries     MB   bare s  parse s  ratio  us/entry  resolve s")
    ratios: list[float] = []
    each: list[float] = []
    bare_each: list[float] = []
    for entries in chosen.entries:
        bare, read, resolved, size = measure(entries, chosen.runs)
        ratios.append(read / bare)
        each.append(read / entries)
        bare_each.append(bare / entries)
        print(
            f"{entries:>9,} {size / 1e6:>6.1f} {bare:>8.3f} {read:>8.3f} {read / bare:>6.2f}"
            f" {1e6 * read / entries:>9.1f} {resolved:>10.2f}"
        )
    growth, bare_growth = each[-1] / each[0], bare_each[-1] / bare_each[0]
    print(f"time per entry, largest page against smallest: {growth:.2f} (bare split {bare_growth:.2f})")
    for entries in chosen.entries if Path("/proc/self/clear_refs").exists() else ():
        bare_memory, read_memory = (peak_megabytes(entries, what) for what in ("split_and_match", "parse"))
        print(f"peak memory at {entries:,}: bare {bare_memory:.0f} MB, parse {read_memory:.0f} MB")
    met = all(ratio <= AIM for ratio in ratios)
    print(f"aim, at most {AIM:.1f} times the bare split: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
