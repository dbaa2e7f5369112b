"""Several people at the same instant, in real threads on the real database."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections


def make_room(threads: int) -> None:
    """Let so many threads talk to the database at once."""
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.resize(1, 2 * threads)


def at_the_same_time(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Make the calls at once; return what each returned or raised, in the order of the calls."""
    make_room(len(calls))
    barrier = Barrier(len(calls))
    outcomes: list[Any] = [None] * len(calls)

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=20)
            outcomes[number] = calls[number]()
        except Exception as error:  # noqa: BLE001 -- whatever a person would have seen
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
