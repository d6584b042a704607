"""What the chain itself costs per stage, with engines that answer at once: few records in the store, and many.

    python -m benchmarks.chain_cost [--records 100 100000] [--measured 300]

Prints milliseconds per stage (claim, run, end: two FULL commits) at each size and the ratio of the last to the first.
The sizes are measured in turn, several times, in one run, so that a machine that drifts drifts for both.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from core.domain.states import ProcessStatus
from tests.kit.desk import Bench, bench

ROUNDS = 5


def fill(desk: Bench, records: int) -> None:
    """Settled records with their three stage runs and their text, copies of one that went down the chain."""
    seed = desk.drop("seed.pdf")
    desk.drain()
    engine = desk.app.store._write  # noqa: SLF001 - filling a store by its door would take an hour
    with engine.begin() as connection:
        for table, key in KEYS.items():
            columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
            names = ", ".join(columns)
            values = ", ".join(SHIFTED.get((table, name), f"{table}.{name}") for name in columns)
            connection.exec_driver_sql(
                f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {records}) "  # noqa: S608
                f"INSERT INTO {table} ({names}) SELECT {values} FROM n, {table} "
                f"WHERE {table}.{key} <= {RUNS.get(table, 1)}"
            )
        connection.exec_driver_sql(
            "INSERT INTO record_search (rowid, text) SELECT record_id, text FROM record_text WHERE record_id > 1"
        )
    assert desk.app.desk.counts().of(ProcessStatus.APPROVED) == records + 1
    assert seed == 1


KEYS = {
    "record": "id",
    "record_text": "record_id",
    "attachment": "record_id",
    "submission": "id",
    "stage_run": "id",
    "stage_result": "run_id",
}
RUNS = {"stage_run": 3, "stage_result": 3}
SHIFTED = {
    ("record", "id"): "id + n.i",
    ("record_text", "record_id"): "record_id + n.i",
    ("attachment", "record_id"): "record_id + n.i",
    ("attachment", "sha256"): "printf('%064x', n.i)",
    ("submission", "id"): "id + n.i",
    ("submission", "record_id"): "record_id + n.i",
    ("submission", "ocr_run"): "ocr_run + 3 * n.i",
    ("submission", "extract_run"): "extract_run + 3 * n.i",
    ("submission", "approve_run"): "approve_run + 3 * n.i",
    ("stage_run", "id"): "id + 3 * n.i",
    ("stage_run", "submission_id"): "submission_id + n.i",
    ("stage_result", "run_id"): "run_id + 3 * n.i",
}


def measure(desk: Bench, stages: int) -> float:
    """Milliseconds per stage over that many stages of fresh records."""
    for number in range(stages // 3):
        desk.drop(f"{time.monotonic_ns()}-{number}.pdf")
    begin = time.perf_counter()
    done = desk.drain()
    assert done == stages // 3 * 3
    return (time.perf_counter() - begin) * 1000 / done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--records", type=int, nargs="+", default=[100, 100_000])
    parser.add_argument("--measured", type=int, default=300, help="stages a round")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desks = {}
        for size in args.records:
            desks[size] = stack.enter_context(bench(Path(folder) / str(size)))
            fill(desks[size], size - 1)
        found: dict[int, list[float]] = {size: [] for size in args.records}
        for _ in range(ROUNDS):
            for size, desk in desks.items():
                found[size].append(measure(desk, args.measured))
    for size, times in found.items():
        print(f"{size:>9} records: {statistics.median(times):.2f} ms a stage ({min(times):.2f} to {max(times):.2f})")
    first, last = args.records[0], args.records[-1]
    print(f"ratio {statistics.median(found[last]) / statistics.median(found[first]):.2f}")


if __name__ == "__main__":
    main()
