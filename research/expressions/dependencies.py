"""Circles among names that depend on each other."""

from collections import deque
from collections.abc import Iterator, Mapping


def cycles(edges: Mapping[str, frozenset[str]]) -> list[tuple[str, ...]]:
    """Return the circles: of every set of names that all depend on each other the shortest circle through its first.

    A circle begins with the name that stands first among the keys, and each name depends on the next and the last on
    the first. Names that are no keys depend on nothing. Sets are found as R. Tarjan does ("Depth-first search and
    linear graph algorithms", SIAM Journal on Computing 1, 1972).
    """
    order = {name: place for place, name in enumerate(edges)}
    neighbours = {name: sorted(order.keys() & edges[name], key=order.__getitem__) for name in edges}
    found = []
    for members in _components(neighbours):
        first = min(members, key=order.__getitem__)
        if len(members) > 1 or first in neighbours[first]:
            found.append(_shortest(first, members, neighbours))
    return sorted(found, key=lambda circle: order[circle[0]])


def _components(neighbours: Mapping[str, list[str]]) -> Iterator[set[str]]:
    """Yield the strongly connected components; a loop and no recursion, since a chain may be long."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in neighbours:
        if root in index:
            continue
        work = [(root, iter(neighbours[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            name, left = work[-1]
            following = next(left, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    members = set()
                    while name not in members:
                        members.add(stack.pop())
                    on_stack -= members
                    yield members
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                work.append((following, iter(neighbours[following])))
            elif following in on_stack:
                low[name] = min(low[name], index[following])


def _shortest(first: str, members: set[str], neighbours: Mapping[str, list[str]]) -> tuple[str, ...]:
    came_from: dict[str, str] = {}
    waiting = deque([first])
    while waiting:
        name = waiting.popleft()
        for following in neighbours[name]:
            if following == first:
                circle = [name]
                while circle[-1] != first:
                    circle.append(came_from[circle[-1]])
                return tuple(reversed(circle))
            if following in members and following not in came_from:
                came_from[following] = name
                waiting.append(following)
    raise AssertionError("a component has a circle")
