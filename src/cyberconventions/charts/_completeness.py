"""Whether a chart lists every State that it should, or was cut off.

What a chart does not list means something only if nothing is missing from it. The changes between two charts, the
merging of a chart into a record and the checks all judge that here.
"""

from datetime import date

from cyberconventions._edition import consented_by, signed_by
from cyberconventions._states import former_states
from cyberconventions.charts._names import known_treaty
from cyberconventions.charts._rows import Section

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cyberconventions._states import State
    from cyberconventions._treaty import Treaty
    from cyberconventions.charts._rows import ChartLike, Row

_MOST_NAMES = 5


def gaps(chart: "ChartLike", expected: "Iterable[State]" = ()) -> tuple[str, ...]:
    """Return why rows may be missing from a chart, in sentences without a full stop; nothing for a complete chart.

    Pages of the Council of Europe's Treaty Office end with their totals: without them the page was cut off, and a
    total above the number of the rows shows that rows are missing. Tables of other depositaries, and the Treaty
    Office's JSON, have no totals: there every State has to be listed that had signed or consented by the chart's date,
    as far as the bundled record knows. Totals that are lower bounds prove nothing either.

    Arguments:
        chart: The chart.
        expected: States that a chart without totals has to list besides those of the bundled record.

    >>> import cyberconventions as cc
    >>> gaps(cc.Chart.of("untoc"))
    ()
    """
    return tuple(_gaps(chart, expected))


def _gaps(chart: "ChartLike", expected: "Iterable[State]") -> "Iterator[str]":
    if "rows" in chart.silent_on:
        yield "the page ends within its table"
    if chart.totals is not None and not chart.totals.at_least:
        yield from _uncounted(chart)
        return
    if chart.totals is None and _prints_totals(chart):
        yield "the totals are missing"
    missing = missing_states(chart, expected)
    if missing:
        yield missing_words(missing, chart.as_of)


def _prints_totals(chart: "ChartLike") -> bool:
    """Return whether charts of this form print totals: the Treaty Office's pages, and they show invitations."""
    return "invitations" not in chart.silent_on and all(row.section is not Section.PARTICIPANT for row in chart.rows)


def _uncounted(chart: "ChartLike") -> "Iterator[str]":
    counted, printed = chart.counted(), chart.totals
    if printed is None:  # pragma: no cover - asked for charts with totals
        return
    left = sum(row.withdrawn for row in chart.rows)  # Whether a total counts them or not, their rows are there.
    for what, total, rows in (
        ("consents", printed.consents, counted.consents + left),
        ("signatures without consent", printed.signatures_only, counted.signatures_only),
    ):
        if rows < total:
            yield f"the chart prints a total of {total} {what}, but has rows with {rows} only"


def missing_states(chart: "ChartLike", expected: "Iterable[State]" = ()) -> "tuple[State, ...]":
    """Return the States that a chart leaves out although they had signed or consented by its date, and existed on it.

    Arguments:
        chart: The chart.
        expected: States that had, besides those of the bundled record.

    >>> import cyberconventions as cc
    >>> missing_states(cc.Chart.of("untoc"), [cc.state("FRA"), cc.state("TUV")])
    (<State TUV Tuvalu>,)
    """
    treaty = known_treaty(chart.reference)
    recorded = acted(treaty, chart.as_of) if treaty is not None else ()
    listed = listed_states(chart)
    last = last_row(chart)
    if last is not None and treaty is not None and _was_cut(treaty, last):
        listed.discard(last.state)
    return tuple(
        state
        for state in dict.fromkeys((*recorded, *expected))
        if state not in listed and not state.had_ended(chart.as_of)
    )


def _was_cut(treaty: "Treaty", row: "Row") -> bool:
    """Return whether a row lacks the days of a State of which the record has some."""
    bare = row.signature is None and row.consent is None and not row.withdrawn
    return bare and any(act.state == row.state and act.date is not None for act in treaty.acts)


def missing_words(missing: "tuple[State, ...]", day: date) -> str:
    """Say which States are missing from a chart of a day."""
    count = "1 State is" if len(missing) == 1 else f"{len(missing)} States are"
    names = ", ".join(state.chart_name(day) for state in missing[:_MOST_NAMES])
    more = ", …" if len(missing) > _MOST_NAMES else ""
    return f"{count} missing that by the record had signed or consented by {day}: {names}{more}"


def acted(treaty: "Treaty", day: date) -> "tuple[State, ...]":
    """Return the States that by a record had certainly signed or consented by a day.

    >>> import cyberconventions as cc
    >>> len(acted(cc.treaty("budapest"), date(2026, 4, 25)))
    83
    """
    return tuple(each.state for each in treaty if consented_by(each, day) or signed_by(each, day))


def acted_on(chart: "ChartLike", day: date) -> "tuple[State, ...]":
    """Return the States that by a chart had signed or consented by a day.

    >>> import cyberconventions as cc
    >>> len(acted_on(cc.Chart.of("budapest"), date(2026, 4, 25)))
    83
    """
    return tuple(row.state for row in chart.rows if any(done and done <= day for done in (row.signature, row.consent)))


def listed_states(chart: "ChartLike") -> "set[State]":
    """Return the States that a chart lists, and those that followed one of them."""
    everyone = {row.state for row in chart.rows}
    return everyone.union(*(former.successors for former in former_states() if former in everyone))


def cut_off(chart: "ChartLike", why: tuple[str, ...]) -> str:
    """Say in a sentence that a chart has gaps."""
    return f"The chart of {chart.as_of} is cut off or lacks rows: {'; '.join(why)}."


def half_row(chart: "ChartLike") -> "Row | None":
    """Return the last row of a chart that was cut off, if it may have been cut, too.

    A row that has a consent and its entry into force has all of its days. Where the totals follow, the page goes on.

    >>> import cyberconventions as cc
    >>> half_row(cc.Chart.of("budapest")) is None
    True
    """
    last = last_row(chart)
    whole = last is not None and last.consent is not None and last.entry_into_force is not None
    return None if whole else last


def last_row(chart: "ChartLike") -> "Row | None":
    """Return the row on which a chart that was cut off ends, if totals do not follow: what ends it may be missing.

    >>> import cyberconventions as cc
    >>> last_row(cc.Chart.of("budapest")) is None
    True
    """
    return chart.rows[-1] if chart.rows and chart.totals is None else None
