"""A chart of signatures and ratifications, as a depositary publishes it."""

from datetime import date

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._arguments import check_fields
from cyberconventions._dates import as_date
from cyberconventions._edition import in_force_known_on
from cyberconventions._states import state as state_of
from cyberconventions._symbols import Footnotes
from cyberconventions._totals import Totals
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions.charts._completeness import gaps
from cyberconventions.charts._from_record import is_council_chart, rows_of
from cyberconventions.charts._rows import Problem, Row
from cyberconventions.errors import NotParticipatingError, counted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from cyberconventions._dates import DateLike
    from cyberconventions._states import StateLike
    from cyberconventions._table import Table
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._rows import Silent


# What a notebook shows of a table's columns, where some row has it.
_SEEN = (
    *("name", "signature", "consent", "consent_mark", "entry_into_force", "withdrawal", "withdrawal_effective"),
    *("suspension", "footnotes", "notes"),
)


@attrs.frozen(order=False)
class Chart:
    """A published table of who signed and who consented, as of one day.

    Attributes:
        reference: The treaty's reference as printed, ``"ETS No.185"``.
        title: The treaty's title.
        as_of: The day the chart stands as of.
        rows: The rows in the order of the chart.
        totals: The totals as printed; ``None`` where the chart prints none.
        footnotes: The footnotes by number.
        opened: The day the treaty was opened for signature, where printed.
        entry_into_force: The treaty's own entry into force, where printed.
        problems: What is odd about a chart that was read; not part of its equality.
        silent_on: What the chart omits, so that a gap means nothing: ``"entry into force"``, ``"footnotes"``,
            ``"invitations"``, the ``"kind of consent"``; ``"flags"`` where these are not those of the chart's date, and
            ``"members without an act"`` (the Treaty Office's oldest pages print the flags of the day of capture, and
            list only members that have done something); ``"rows"`` where the page ends within its table. Not part of
            its equality.

    >>> import cyberconventions as cc
    >>> chart = cc.Chart.of("budapest", "2026-04-25")
    >>> chart
    <Chart ETS No. 185 as of 2026-04-25: 97 rows, 81 consents, 2 signatures only>
    >>> chart["Côte d'Ivoire"]
    <Row CIV - 2024-07-29 a 2024-11-01>
    """

    reference: str
    title: str
    as_of: date
    rows: tuple[Row, ...]
    totals: Totals | None
    footnotes: Footnotes
    opened: date | None = None
    entry_into_force: date | None = None
    problems: tuple[Problem, ...] = attrs.field(default=(), eq=False)
    silent_on: "tuple[Silent, ...]" = attrs.field(default=(), eq=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self, silent_on=tuple[str, ...])

    @classmethod
    def of(cls, treaty: "TreatyLike", on: "DateLike | None" = None) -> "Chart":
        """Return the chart that the record gives for a day.

        Arguments:
            treaty: The treaty, or what :func:`cyberconventions.treaty` takes.
            on: The day the chart stands as of; the record's date where left out.

        Returns:
            A row for each State that a chart of the depositary would list; the Council of Europe's prints
            every member, whatever it did. An act whose day is not known leaves its cell blank; where the rows
            do not count to the record's totals, the chart has none, or lower bounds if the record is partial.

        Raises:
            UnknownTreatyError: The treaty is not in the dataset.
            InvalidDateError: The day is not a valid date.

        >>> import cyberconventions as cc
        >>> cc.Chart.of("budapest", "2020-03-13")["Benin"]
        <Row BEN - - ->
        """
        treaty = treaty_of(treaty)
        day = treaty.as_of if on is None else as_date(on)
        totals = treaty.totals(day)  # Warns, once, of a day that the record does not reach.
        rows = rows_of(treaty, day)
        numbers = {number for row in rows for number in row.footnotes}
        found = cls(
            reference=treaty.reference,
            title=treaty.title,
            as_of=day,
            rows=rows,
            totals=totals,
            footnotes=treaty.footnotes.only(numbers),
            opened=treaty.opened,
            entry_into_force=in_force_known_on(treaty, day),
            silent_on=() if is_council_chart(treaty) else ("footnotes", "invitations"),
        )
        return found if totals.at_least or totals == found.counted() else attrs.evolve(found, totals=None)

    def __iter__(self) -> "Iterator[Row]":
        """Go through the rows in the order of the chart."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __contains__(self, state: object) -> bool:
        """Return whether the chart lists a State.

        Raises:
            UnknownStateError: The code or name is not a known State's.
            InvalidTypeError: It is neither text, a number nor a State.
        """
        ref: Any = state
        wanted = state_of(ref)
        return any(row.state == wanted for row in self.rows)

    def __getitem__(self, state: "StateLike") -> Row:
        """Return the row of a State.

        Raises:
            NotParticipatingError: The chart does not list the State.
            UnknownStateError: The code or name is not a known State's.
        """
        wanted = state_of(state)
        for row in self.rows:
            if row.state == wanted:
                return row
        raise NotParticipatingError(f"the chart of {self.reference} as of {self.as_of} has no row for {wanted.name}")

    def counted(self) -> Totals:
        """Count the rows: consents, and signatures without consent. States that have left count in neither.

        >>> import cyberconventions as cc
        >>> cc.Chart.of("budapest", "2026-04-25").counted()
        Totals(consents=81, signatures_only=2, at_least=False)
        """
        pending = ActKind.SIGNATURE_AD_REFERENDUM
        rows = [row for row in self.rows if not row.withdrawn]
        consents = sum(1 for row in rows if row.consent is not None and row.kind is not pending)
        signatures = sum(
            1 for row in rows if (row.signature is not None and row.consent is None) or row.kind is pending
        )
        return Totals(consents, signatures)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Why rows may be missing, as on a page that was cut off; nothing for a complete chart.

        A chart has gaps if its page ends within the table, if it has no totals although charts of its form print them
        (the Treaty Office's pages), or if a total is above the number of the rows. Where charts of its form have no
        totals, it has a gap if it leaves out a State that by the record had signed or consented by its date. What a
        chart with gaps does not list means nothing: :func:`cyberconventions.diff` does not report it as gone, and
        :func:`cyberconventions.reconcile` leaves the record's date as it is.

        >>> import attrs
        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of("untoc", "2026-09-11")
        >>> chart.gaps
        ()
        >>> attrs.evolve(chart, rows=chart.rows[:-1]).gaps
        ('the chart prints a total of 195 consents, but has rows with 194 only',)
        """
        return gaps(self)

    def to_text(self) -> str:
        """Return the chart as text, in the layout of its depositary's pages.

        A chart of the Council of Europe is laid out as the Treaty Office does, one with a single list of participants
        as the UN Treaty Collection does. Flags that are not known are printed as ``?``. A remark below the table
        names what the layout can't show: totals that are lower bounds, keys that only one source has.

        Raises:
            ChartError: The layout would lose something, or turn it into something else (a suspension, a letter or a
                flag that is not in the key): every row with its reason. CSV and JSON can hold it.

        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of(cc.treaty("budapest"))
        >>> cc.parse_chart(chart.to_text()) == chart
        True
        """
        from cyberconventions.charts.formats._treaty_office_writer import write_treaty_office_text
        from cyberconventions.charts.formats._un_writer import is_list_of_participants, write_un_text

        return write_un_text(self) if is_list_of_participants(self) else write_treaty_office_text(self)

    def to_html(self) -> str:
        """Return the chart as a page with its depositary's table, with every text escaped.

        Raises:
            ChartError: The layout would lose something, as for :meth:`to_text`.

        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of("budapest")
        >>> cc.parse_chart(chart.to_html()) == chart
        True
        """
        from cyberconventions.charts.formats._treaty_office_writer import write_treaty_office_html
        from cyberconventions.charts.formats._un_writer import is_list_of_participants, write_un_html

        return write_un_html(self) if is_list_of_participants(self) else write_treaty_office_html(self)

    def to_csv(self) -> str:
        """Return the chart as CSV, a line for each State; reading it gives an equal chart.

        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of("budapest")
        >>> cc.parse_chart(chart.to_csv()) == chart
        True
        """
        from cyberconventions.charts.formats._own_csv import write_own_csv

        return write_own_csv(self)

    def to_json(self) -> str:
        """Return the chart as JSON; reading it gives an equal chart.

        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of("budapest")
        >>> cc.parse_chart(chart.to_json()) == chart
        True
        """
        from cyberconventions.charts.formats._own_json import write_own_json

        return write_own_json(self)

    def _repr_html_(self) -> str:
        """Show the chart in a notebook: a column for what some row has; :meth:`to_html` has the depositary's layout."""
        return self.table().known(*_SEEN)._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def table(self) -> "Table[Any]":
        """Return the rows as a table, in the order of the chart.

        Columns: ``state``, ``section``, ``consent_mark`` (words); ``signature``, ``consent``, ``entry_into_force``,
        ``withdrawal``, ``withdrawal_effective``, ``suspension``, ``as_of`` (days); ``name``, ``notes`` and
        ``footnotes`` (text; the flags as printed, ``None`` where the chart omits them, and the footnotes' numbers).

        >>> import cyberconventions as cc
        >>> cc.Chart.of("budapest", on="2020-03-13").table()["state"][:2]
        ('ALB', 'AND')
        """
        from cyberconventions._table import Table, days, texts, words

        rows = self.rows
        notes = [None if row.notes is None else " ".join(code.symbol for code in row.notes) for row in rows]
        table = Table.of(
            state=words([row.state.id for row in rows]),
            name=texts([row.name for row in rows], [_name(row) for row in rows]),
            section=words([row.section.value for row in rows]),
            signature=days([row.signature for row in rows]),
            consent=days([row.consent for row in rows]),
            consent_mark=words([row.consent_mark for row in rows]),
            entry_into_force=days([row.entry_into_force for row in rows]),
            notes=texts(notes),
            withdrawal=days([row.withdrawal for row in rows]),
            withdrawal_effective=days([row.withdrawal_effective for row in rows]),
            suspension=days([row.suspension for row in rows]),
            footnotes=texts([" ".join(map(str, row.footnotes)) or None for row in rows]),
            as_of=days([self.as_of] * len(rows)),
        )
        omits = [f"It omits: {', '.join(self.silent_on)}." if self.silent_on else ""]
        odd = [f"{counted(len(self.problems), 'problem')}: {self.problems[0]}" if self.problems else ""]
        return attrs.evolve(
            table,
            title=f"{self.title} ({self.reference})",
            note=f"Chart as of {self.as_of}: {self.totals or self.counted()}",
            foot=tuple([each for each in (*omits, *self.gaps, *odd) if each]),
        )

    def to_pandas(self) -> "Any":  # noqa: ANN401 # of a library that may not be there
        """Return the rows as a pandas ``DataFrame``.

        >>> import cyberconventions as cc
        >>> len(cc.Chart.of("budapest", on="2020-03-13").to_pandas())
        75
        """
        return self.table().to_pandas()

    def to_polars(self) -> "Any":  # noqa: ANN401 # of a library that may not be there
        """Return the rows as a polars ``DataFrame``.

        >>> import cyberconventions as cc
        >>> cc.Chart.of("budapest", on="2020-03-13").to_polars()["state"][0]
        'ALB'
        """
        return self.table().to_polars()

    def to_arrow(self) -> "Any":  # noqa: ANN401 # of a library that may not be there
        """Return the rows as a pyarrow ``Table``.

        >>> import cyberconventions as cc
        >>> cc.Chart.of("budapest", on="2020-03-13").to_arrow().num_rows
        75
        """
        return self.table().to_arrow()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand :meth:`table` to any library that speaks the Arrow PyCapsule protocol (extra ``arrow``)."""
        return self.table().__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """Hand the columns of :meth:`table` and their types to such a library (extra ``arrow``)."""
        return self.table().__arrow_c_schema__()

    def __repr__(self) -> str:
        totals = self.totals or self.counted()
        problems = f", {counted(len(self.problems), 'problem')}" if self.problems else ""
        return f"<Chart {self.reference} as of {self.as_of}: {counted(len(self.rows), 'row')}, {totals}{problems}>"


def _name(row: Row) -> str:
    """Return a State's name as people see it; one that has left stands in brackets, as the Treaty Office prints it."""
    name = row.name or row.state.name
    return f"[{name}]" if row.withdrawn else name
