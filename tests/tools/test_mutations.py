"""Which small faults ``tools/mutations.py`` puts into a module."""

from tools.mutations import mutants

SOURCE = '''
"""A module."""

LIMIT: int | None = 5


class Clause:
    days: int = 0

    @property
    def ended(self) -> bool:
        """Whether it ended."""
        if self.days < 0:
            raise ValueError(f"{self.days} days, expected {'more' if LIMIT else 'others'}")
        return self.days > LIMIT and not self.open(
            "x",
        )
'''


def changes(where: str) -> set[tuple[str, str]]:
    return {(each.before, each.after) for each in mutants(SOURCE) if each.where == where}


def test_in_a_property() -> None:
    """Comparisons, conditions and arguments of a decorated function, and its decorator."""
    assert {
        ("@property", ""),
        ("self.days < 0", "self.days <= 0"),
        ("self.days < 0", "not (self.days < 0)"),
        ("0", "1"),
        ("0", "-1"),
        ("self.days > LIMIT", "self.days >= LIMIT"),
        ("self.days > LIMIT and (not self.open('x'))", "self.days > LIMIT or not self.open('x')"),
        ("not self.open('x')", "self.open('x')"),
        ("self.open('x')", "self.open(None)"),
        ("'x'", "'XXxXX'"),
    } == changes("Clause.ended")


def test_outside_functions() -> None:
    """Constants and defaults of classes, and no annotation."""
    assert {("LIMIT: int | None = 5", "None"), ("5", "6"), ("5", "4")} == changes("")
    assert {("days: int = 0", "None"), ("0", "1"), ("0", "-1")} == changes("Clause")


def test_every_line_stays_where_it_was() -> None:
    """What tests reach was measured by line."""
    lines = SOURCE.count("\n")

    assert {lines} == {each.source.count("\n") for each in mutants(SOURCE)}
    assert len({each.key for each in mutants(SOURCE)}) == len(mutants(SOURCE))


def test_each_is_one_change() -> None:
    """The lines above and below are those of the module."""
    whole = SOURCE.splitlines()
    for each in mutants(SOURCE):
        changed = [place for place, line in enumerate(each.source.splitlines()) if line != whole[place]]
        assert each.lines[0] - 1 <= changed[0] <= changed[-1] <= each.lines[1] - 1
