"""Lays the same facts out in as many ways as copies of a table have: a reader gives these rows, or refuses.

``python -m tests.charts.formats.layouts 10000`` reads so many layouts of each depositary and prints what came of them.
"""

import random
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from datetime import date

import attrs

import cyberconventions as cc

# States by id, as their names are printed in English, in French and in Dutch.
STATES = {
    "JPN": ("Japan", "Japon", "Japan"),
    "PER": ("Peru", "Pérou", "Peru"),
    "MLT": ("Malta", "Malte", "Malta"),
    "FIN": ("Finland", "Finlande", "Finland"),
    "CRI": ("Costa Rica", "Costa Rica", "Costa Rica"),
    "PRT": ("Portugal", "Portugal", "Portugal"),
    "CAN": ("Canada", "Canada", "Canada"),
    "GHA": ("Ghana", "Ghana", "Ghana"),
    "TON": ("Tonga", "Tonga", "Tonga"),
    "MCO": ("Monaco", "Monaco", "Monaco"),
    "ISR": ("Israel", "Israël", "Israel"),
    "NGA": ("Nigeria", "Nigéria", "Nigeria"),
}
MONTHS = (
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
)
LONG_MONTHS = (
    ["January", "February", "March", "April", "May", "June", "July", "August", "Sept", "October", "Nov.", "Dec."],
    ["janvier", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "octobre", "nov.", "déc."],
)


@attrs.frozen
class Fact:
    """What a State did: its days by column, and the letter of its consent."""

    state: str
    days: dict[str, date]
    letter: str = ""
    footnotes: tuple[int, ...] = ()


@attrs.frozen
class Layout:
    """A page, what it shows, and whether it is one of those that must be read."""

    page: str
    facts: tuple[Fact, ...]
    name: str


def some_day(chance: random.Random, first: int = 1990) -> date:
    """Return any day."""
    return date(chance.randint(first, first + 9), chance.randint(1, 12), chance.randint(1, 28))


# -- how cells become lines --------------------------------------------------------------------------------


def quoted(cells: list[str], separator: str) -> str:
    """Return a line of a file that quotes every cell."""
    return separator.join(f'"{cell}"' for cell in cells)


def csv_line(cells: list[str], separator: str) -> str:
    """Return a line of a file that quotes the cells that need it."""
    return separator.join(f'"{cell}"' if separator in cell else cell for cell in cells)


def filled(cells: list[str]) -> list[str]:
    """Return the cells that are not blank: all that most copies keep."""
    return [cell for cell in cells if cell]


# Layouts that keep blank cells, and layouts that lose them.
PARTED: dict[str, Callable[[list[str]], str]] = {
    "tabs": "\t".join,
    "spaced tabs": " \t ".join,
    "tabs without the last": lambda cells: "\t".join(cells).rstrip("\t"),
    "commas": lambda cells: csv_line(cells, ","),
    "semicolons": lambda cells: csv_line(cells, ";"),
    "quoted commas": lambda cells: quoted(cells, ","),
    "quoted semicolons": lambda cells: quoted(cells, ";"),
}
LOSING: dict[str, Callable[[list[str]], str]] = {
    "spaces": lambda cells: " ".join(filled(cells)),
    "wide spaces": lambda cells: "   ".join(filled(cells)),
    "no-break spaces": lambda cells: "\xa0".join(filled(cells)).replace(" ", "\xa0"),
    "glued": lambda cells: cells[0] + " ".join(filled(cells[1:])),
    "all glued": "".join,
    "a cell a line": lambda cells: "\n".join(filled(cells)),
    "a cell a line, a line apart": lambda cells: "\n\n".join(filled(cells)),
    "days on a line of their own": lambda cells: "\n".join(filled([cells[0], " ".join(filled(cells[1:]))])),
    # As a printed page has them; no page of the Dutch database does.
    "dots": lambda cells: " ".join(filled([f"{cells[0]}{'.' * 20}", *cells[1:]])),
    "spaced dots": lambda cells: " ".join(filled([f"{cells[0]}{' .' * 12}", *cells[1:]])),
}


def noisy(chance: random.Random, lines: list[str]) -> str:
    """Return lines as a page: with blank lines, white space at the ends, and other line ends."""
    gap = chance.choice(["\n", "\n", "\n\n", "\r\n"])
    end = chance.choice(["", "", "  ", "\xa0"])
    return gap.join(f"{line}{end if line and chance.random() < 0.3 else ''}" for line in lines)


def broken(chance: random.Random, header: str) -> str:
    """Break a header over lines, after a comma or before a title."""
    places = [place + 1 for place, sign in enumerate(header) if sign == " " and place > len("Participant")]
    if not places or "\t" in header or ";" in header or '"' in header or chance.random() < 0.6:
        return header
    place = chance.choice(places)
    return f"{header[: place - 1]}\n{header[place:]}"


# -- the UN Treaty Collection ------------------------------------------------------------------------------

UN_LETTERS = {"A": "Acceptance", "AA": "Approval", "a": "Accession", "d": "Succession"}
UN_FRENCH = {"A": "Acceptation", "AA": "Approbation", "a": "Adhésion", "d": "Succession"}


def un_layout(seed: int) -> Layout:
    """Lay facts out as a copy of a table of the UN Treaty Collection."""
    chance = random.Random(seed)  # noqa: S311 # the same layout for the same seed
    french = chance.random() < 0.3
    name = chance.choice([*PARTED, *LOSING])
    parted = name in PARTED
    line_of = PARTED[name] if parted else LOSING[name]
    columns = ["signature", "consent"]
    if chance.random() < 0.25:
        columns.insert(1, "provisional")
    if chance.random() < 0.1:
        columns.reverse()
    if chance.random() < 0.1:
        columns.remove("signature")
    numbered = chance.random() < 0.4 and "glued" not in name
    facts = tuple(
        un_fact(chance, state, columns, parted=parted, numbered=numbered)
        for state in chance.sample(sorted(STATES), chance.randint(1, 8))
    )
    names = UN_FRENCH if french else UN_LETTERS
    consents = [f"{names[letter]}{chance.choice(['', ' '])}({letter})" for letter in chance.sample(sorted(names), 4)]
    consents.insert(0 if chance.random() < 0.7 else chance.randint(0, 4), "Ratification")
    titles = {
        "signature": "Signature",
        "provisional": "Application provisoire(n)" if french else "Provisional application(n)",
        "consent": ", ".join(consents),
    }
    titled = LOSING["spaces"] if "dots" in name else line_of
    header = [broken(chance, titled(["Participant", *(titles[column] for column in columns)]))]
    blank = chance.choice(["", "", "-"]) if parted else ""
    months = chance.choice([MONTHS, LONG_MONTHS])[french]
    rows = [line_of(un_cells(fact, columns, blank, months, 1 if french else 0)) for fact in facts]
    if chance.random() < 0.2 and len(rows) > 1 and "cell a line" not in name:
        rows.insert(chance.randint(1, len(rows) - 1), header[0])
    head = chance.choice([[], ["12. United Nations Convention against Transnational Organized Crime"]])
    end = chance.choice([[], ["Declarations and Reservations", "(Unless otherwise indicated.)", "Japan", "a"]])
    return Layout(noisy(chance, [*head, *header, *rows, *end]), facts, f"{name}{' in French' * french}")


def un_fact(chance: random.Random, state: str, columns: list[str], *, parted: bool, numbered: bool) -> Fact:
    """Make up what a State did that a layout can show."""
    days: dict[str, date] = {}
    letter = ""
    what = chance.choice(["signed", "ratified", "accepted", "acceded", "succeeded", "alone", "nothing"])
    if what == "nothing" and parted:
        return Fact(state, days)
    if "signature" in columns and what in ("signed", "ratified", "accepted", "nothing"):
        days["signature"] = some_day(chance)
    if what != "signed" or "signature" not in columns:
        days["consent"] = some_day(chance, 2001)
    if what == "nothing" and "signature" in columns:
        del days["consent"]
    if "consent" in days:
        letter = {"accepted": chance.choice(["A", "AA"]), "acceded": "a", "succeeded": "d"}.get(what, "")
        if what == "alone" and not parted and "signature" in columns:  # A day alone is read as a signature.
            letter = "a"
    if "provisional" in columns and chance.random() < 0.5:
        days["provisional"] = some_day(chance, 2011)
    footnotes = tuple(sorted(chance.sample(range(1, 40), chance.randint(1, 2)))) if numbered else ()
    return Fact(state, days, letter, footnotes)


def un_cells(fact: Fact, columns: list[str], blank: str, months: list[str], language: int) -> list[str]:
    """Return the cells of a row."""
    cells = [STATES[fact.state][language]]
    if fact.footnotes:
        cells = [f"{cells[0]} {', '.join(map(str, fact.footnotes))}"]
    for column in columns:
        day = fact.days.get(column)
        letter = {"consent": fact.letter, "provisional": "n"}.get(column, "")
        cells.append(blank if day is None else f"{day.day} {months[day.month - 1]} {day.year} {letter}".strip())
    return cells


# -- the Dutch database ------------------------------------------------------------------------------------

DUTCH_TITLES = {
    "signature": ("Signature", "Ondertekening"),
    "provisional": ("Provisional application", "Voorlopige toepassing"),
    "consent": ("Ratification", "Ratificatie"),
    "entry_into_force": ("Entry into force", "In werking"),
    "withdrawal": ("Renunciation", "Opzegging"),
    "withdrawal_effective": ("Termination", "Buiten werking"),
}
DUTCH_LEGEND = (
    "S=Signature without reservation R=Ratification, Acceptance, Approval A=Accession Su=Succession NK=Not Known",
    "O=Ondertekening zonder voorbehoud R=Bekrachtiging, aanvaarding T=Toetreding VG=Voortgezette gebondenheid",
)
DUTCH_LETTERS = (("R", "A", "Su", "S", "NK"), ("R", "T", "VG", "O", "NB"))


def dutch_layout(seed: int) -> Layout:
    """Lay facts out as a copy of a table of the Dutch treaty database."""
    chance = random.Random(seed)  # noqa: S311 # the same layout for the same seed
    dutch = int(chance.random() < 0.4)
    moved = chance.random() < 0.2
    name = chance.choice(["tabs", "commas", "semicolons", "quoted commas"] if moved else [*PARTED, *LOSING][:-2])
    parted = name in PARTED
    line_of = PARTED[name] if parted else LOSING[name]
    columns = [column for column in DUTCH_TITLES if column != "provisional" or chance.random() < 0.5]
    facts = tuple(
        dutch_fact(chance, state, columns, dutch, parted=parted and not moved)
        for state in chance.sample(sorted(STATES), chance.randint(1, 8))
    )
    if moved:  # A copy that moves blank cells shows it on the rows of accessions.
        facts += (Fact("ESP", {"consent": some_day(chance)}, DUTCH_LETTERS[dutch][1]),)
    titles = [DUTCH_TITLES[column][dutch] for column in columns]
    if chance.random() < 0.5:
        titles[columns.index("consent")] += DUTCH_LEGEND[dutch]
    header = line_of(["Partij" if dutch else "Party", *titles])
    if "application" in header and not parted:
        header = header.replace("Provisional application", "Provisional\napplication")
    blank = chance.choice(["", "-"]) if parted and not moved else ""
    rows: list[str] = []
    for fact in facts:
        cells = dutch_cells(fact, columns, blank)
        rows.append(line_of([*filled(cells), *[""] * cells.count("")] if moved else cells))
    below = [
        [],
        ["Parties with reservations, declarations and objections", "", "Party Reservations / Declarations", "Peru Yes"],
        ["Partijen met voorbehouden, verklaringen en bezwaren", "Partij Voorbehoud", "Peru Ja"],
    ]
    page = noisy(chance, ["Back to previous page", header, *rows, *chance.choice(below)])
    return Layout(page, facts, f"{name}{' in Dutch' * dutch}{', moved' * moved}")


def dutch_fact(chance: random.Random, state: str, columns: list[str], dutch: int, *, parted: bool) -> Fact:
    """Make up what a State did that a layout can show."""
    what = chance.choice(["signed", "ratified", "acceded", "left", "ended", "provisional"])
    letters = DUTCH_LETTERS[dutch]
    if what == "signed":
        return Fact(state, {"signature": some_day(chance)})
    days = {"consent": some_day(chance, 2001)}
    if what in ("ratified", "provisional", "ended"):
        days["signature"] = some_day(chance)
    if chance.random() < 0.8 or what in ("left", "ended"):
        days["entry_into_force"] = some_day(chance, 2001)
    if what == "left" or (what == "ended" and parted and chance.random() < 0.5):
        days["withdrawal"] = some_day(chance, 2011)
    if what in ("left", "ended"):
        days["withdrawal_effective"] = some_day(chance, 2012)
    if what == "provisional" and "provisional" in columns:
        days["provisional"] = some_day(chance, 2000)
    letter = chance.choice(letters[1:4]) if what == "acceded" else chance.choice([letters[0], letters[4]])
    return Fact(state, days, letter)


def dutch_cells(fact: Fact, columns: list[str], blank: str) -> list[str]:
    """Return the cells of a row."""
    cells = [{**STATES, "ESP": ("Spain", "", "Spain")}[fact.state][0]]
    for column in columns:
        day = fact.days.get(column)
        letter = f" ({fact.letter})" if column == "consent" else ""
        cells.append(blank if day is None else f"{day:%d-%m-%Y}{letter}")
    return cells


# -- what comes of it --------------------------------------------------------------------------------------

LAYOUTS = {"un": un_layout, "dutch": dutch_layout}


def shown(chart: cc.Chart) -> list[Fact]:
    """Return what a chart shows."""
    facts: list[Fact] = []
    for row in chart.rows:
        days = {
            "signature": row.signature,
            "provisional": next((date.fromisoformat(text.strip('"')) for _, text in row.extra), None),
            "consent": row.consent,
            "entry_into_force": row.entry_into_force,
            "withdrawal": row.withdrawal,
            "withdrawal_effective": row.withdrawal_effective,
        }
        known = {column: day for column, day in days.items() if day is not None}
        facts.append(Fact(row.state.id, known, row.consent_mark or "", row.footnotes))
    return facts


def outcome(layout: Layout) -> str:
    """Read a layout: ``"read"``, ``"refused"`` or ``"misread"``."""
    try:
        chart = cc.parse_chart(layout.page, as_of="2026-01-01")
    except cc.errors.ChartError:
        return "refused"
    return "read" if shown(chart) == list(layout.facts) else "misread"


def main(count: int) -> int:
    """Read so many layouts of each depositary, and print how many were read, by layout."""
    warnings.simplefilter("ignore")
    misread = 0
    for kind, make in LAYOUTS.items():
        found: Counter[tuple[str, str]] = Counter()
        for seed in range(count):
            layout = make(seed)
            came = outcome(layout)
            found[layout.name, came] += 1
            if came == "misread":
                misread += 1
                sys.stdout.write(f"{kind} {seed} misread: {layout.name}\n{layout.page}\n")
        for (name, came), number in sorted(found.items()):
            sys.stdout.write(f"{kind}: {name}: {came} {number}\n")
    sys.stdout.write(f"{misread} misread of {count * len(LAYOUTS)}\n")
    return misread


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])) > 0)
