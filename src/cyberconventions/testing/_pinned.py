"""The Budapest Convention as the Treaty Office's page of 13 March 2020 showed it."""

from functools import cache
from importlib.resources import files

import attrs

from cyberconventions._acts import Act, ActKind
from cyberconventions._dates import DateWindow
from cyberconventions._treaty import details_of
from cyberconventions.charts import parse_chart
from cyberconventions.testing._builders import treaty_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cyberconventions._treaty import Treaty
    from cyberconventions.charts import Chart, Row

_PAGE = "budapest-2020-03-13.csv"


@cache
def budapest_2020() -> "Treaty":
    """Return the Budapest Convention as its published chart of 13 March 2020 showed it: 64 parties, 3 signatories.

    Its acts, flags and footnotes are read from that page, which is part of the kit, and not from the record. So a
    correction of the record, or another source, changes nothing. What the page doesn't say is unknown here: when a
    State was invited, and the kind of a consent but for accessions. The final clauses are the Convention's own.

    >>> import cyberconventions as cc
    >>> cc.testing.budapest_2020()
    <Treaty ETS No. 185 Budapest Convention: 64 parties, 3 signatories, as of 2020-03-13>
    """
    page = parse_chart(files("cyberconventions.testing").joinpath(_PAGE).read_bytes())
    made = treaty_of(
        acts=[act for row in page.rows for act in _acts(row, page.as_of)],
        rules="ets185",
        opened=page.opened,
        entry_into_force=page.entry_into_force,
        as_of=page.as_of,
        id="ets185",
        reference="ETS No. 185",
        title=page.title,
        short_title="Budapest Convention",
    )
    return attrs.evolve(made, details=attrs.evolve(details_of(made), flags=(_flags(page),)))


def _acts(row: "Row", day: "date") -> "Iterator[Act]":
    """Yield the acts that a row shows."""
    if row.is_invitation:
        yield Act(
            row.state, ActKind.INVITATION, DateWindow(None, day), seen=DateWindow.on(day), footnotes=row.footnotes
        )
    if row.signature is not None:
        yield Act(row.state, ActKind.SIGNATURE, row.signature, footnotes=row.footnotes)
    if row.consent is not None and row.kind is not None:
        yield Act(row.state, row.kind, row.consent, row.entry_into_force)


def _flags(page: "Chart") -> "tuple[date, tuple[tuple[str, str], ...]]":
    return page.as_of, tuple((row.state.id, " ".join(map(str, row.notes or ()))) for row in page.rows)
