"""Treaties made for a test."""

import copy
import pickle
from datetime import date
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._json import fields_of, types
from cyberconventions._treaty import details_of
from cyberconventions.errors import (
    ClauseNotSeenError,
    InvalidActError,
    InvalidDateError,
    InvalidTypeError,
    InvalidValueError,
    NotAStateError,
    UnknownStateError,
    UnknownTreatyError,
)
from cyberconventions.testing import treaty_of

Given: TypeAlias = Any  # of any type, since some are wrong

RATIFIED = date(2006, 1, 10)
IN_FORCE = date(2006, 5, 1)


class TestActs:
    def test_deposit_and_the_clauses(self) -> None:
        """36(4): in force on the first of the month after three months from the deposit."""
        treaty = treaty_of(parties={"FRA": RATIFIED})

        assert cc.Status.CONTRACTING is treaty.status("FRA", "2006-04-30")
        assert cc.Status.PARTY is treaty.status("FRA", IN_FORCE) is treaty.status("FRA")
        assert IN_FORCE == treaty["FRA"].entry_into_force

    def test_given_effect(self) -> None:
        """A pair gives the day of effect, whatever the clauses say."""
        treaty = treaty_of(parties={"FRA": ("2006-01-10", "2006-03-15")})

        assert date(2006, 3, 15) == treaty["FRA"].entry_into_force

    def test_kinds_of_consent(self) -> None:
        """Who signed ratifies; who did not accedes."""
        treaty = treaty_of(parties={"FRA": RATIFIED, "BRA": "2022-11-30"}, signatories={"FRA": "2001-11-23"})
        kinds = {act.state.id: act.kind for act in treaty.acts if act.kind.is_consent}

        assert {"FRA": cc.ActKind.RATIFICATION, "BRA": cc.ActKind.ACCESSION} == kinds

    def test_signatories(self) -> None:
        """A signatory without a day signed on the day of opening."""
        named = treaty_of(signatories=["Ireland", cc.state("ZAF")], opened="2001-11-23")
        dated = treaty_of(signatories={"IRL": "2002-02-28"})

        assert ["IRL", "ZAF"] == [state.id for state in named.signatories()]
        assert [date(2001, 11, 23)] * 2 == [act.date for act in named.acts]
        assert [date(2002, 2, 28)] == [act.date for act in dated.acts]

    def test_invited(self) -> None:
        """An invitation of 2019 is valid for five years, under the decision on ETS 185."""
        treaty = treaty_of(invited={"BRA": "2019-12-11"}, as_of="2025-01-01")

        assert cc.Status.INVITED is treaty.status("BRA", "2024-12-11")
        assert cc.Status.NOT_PARTICIPATING is treaty.status("BRA")

    def test_acceded_on_invitation(self) -> None:
        """The acts of one State stand in the order of their days, however they were given."""
        treaty = treaty_of(parties={"BRA": "2022-11-30"}, invited={"Brazil": "../2019-12-11"})

        assert [cc.ActKind.INVITATION, cc.ActKind.ACCESSION] == [act.kind for act in treaty["BRA"].acts]
        assert date(2023, 3, 1) == treaty["BRA"].entry_into_force

    def test_withdrawn(self) -> None:
        """47: a denunciation has effect on the first of the month after three months."""
        treaty = treaty_of(parties={"FRA": RATIFIED}, withdrawn={"FRA": "2010-05-20"})

        assert [(IN_FORCE, date(2010, 9, 1))] == [(each.start, each.end) for each in treaty["FRA"].periods]
        assert cc.Status.WITHDRAWN is treaty.status("FRA")

    def test_leaving_and_coming_back(self) -> None:
        """A list of days stands for an act done more than once."""
        treaty = treaty_of(
            parties={"FRA": ["2006-01-10", ("2010-03-31", "2010-07-01")]},
            signatories=["FRA"],
            withdrawn={"FRA": "2008-05-20"},
        )
        france = treaty["FRA"]

        assert [(IN_FORCE, date(2008, 9, 1)), (date(2010, 7, 1), None)] == [
            (period.start, period.end) for period in france.periods
        ]
        assert ["signature", "ratification", "denunciation", "accession"] == [act.kind.value for act in france.acts]

    def test_suspended(self) -> None:
        """A suspended State has consented and is not a party."""
        treaty = treaty_of(parties={"FRA": RATIFIED}, suspended={"FRA": "2008-01-01"})

        assert cc.Status.SUSPENDED is treaty.status("FRA")
        assert not treaty.is_party("FRA")

    def test_unknown(self) -> None:
        """Whether it is bound the record can't say, on any day since the opening and by whatever answer."""
        treaty = treaty_of(parties={"FRA": RATIFIED}, signatories=["IRL"], unknown=["ITA", "Ireland"])

        assert {"IRL", "ITA"} == {state.id for state in treaty.parties().undecided}
        assert cc.Status.NOT_PARTICIPATING is treaty.status("ITA", "2001-11-22")
        assert ["signatory", "contracting", "party"] == [each.value for each in treaty.possible_statuses("IRL")]
        for late in ("unknown", "known"):
            with pytest.raises(cc.errors.UnknownStatusError):
                treaty.is_party("ITA", on="2026-12-01", late=late)  # pyright: ignore[reportArgumentType]
        assert treaty.totals().at_least

    def test_days_not_known_exactly(self) -> None:
        """A month, an interval and an unknown day lead to an unknown status, as in the dataset."""
        treaty = treaty_of(
            parties={"FRA": "2006-01", "ITA": "", "DEU": cc.DateWindow.parse("2009-02/2010-06")},
            signatories={"DEU": "2009"},
        )

        assert cc.Status.UNKNOWN is treaty.status("FRA", "2006-01-15")
        assert cc.Status.PARTY is treaty.status("FRA", IN_FORCE)
        assert cc.Status.UNKNOWN is treaty.status("ITA", "2010-01-01")
        assert ["signature", "ratification"] == [act.kind.value for act in treaty["DEU"].acts]

    @pytest.mark.parametrize(
        ("kind", "status"),
        [(cc.ActKind.DEFINITIVE_SIGNATURE, "party"), (cc.ActKind.SIGNATURE_AD_REFERENDUM, "signatory")],
    )
    def test_other_acts(self, kind: cc.ActKind, status: str) -> None:
        """Any act can be added, and stands where it usually does."""
        act = cc.Act(cc.state("FRA"), kind, cc.DateWindow.on("2004-01-15"))
        left = {"FRA": "2008-01-01"} if kind.is_consent else None
        treaty = treaty_of(acts=[act], withdrawn=left)

        assert status == treaty.status("FRA", "2007-01-01").value
        assert act == treaty.acts[0]

    def test_territory(self) -> None:
        """A territorial act stands behind the consent it belongs to."""
        extension = cc.Act("NLD", "territorial extension", "2006-11-16", territory="Aruba")
        denunciation = cc.Act(cc.state("NLD"), cc.ActKind.WITHDRAWAL, cc.DateWindow.on("2010-01-01"))
        treaty = treaty_of(acts=[denunciation, extension], parties={"NLD": "2006-11-16"})

        assert ["accession", "territorial extension", "withdrawal"] == [act.kind.value for act in treaty.acts]


class TestTreaty:
    def test_of_the_convention(self) -> None:
        """Clauses, opening, entry into force and depositary are those of the treaty named."""
        treaty, budapest = treaty_of(), cc.treaty("budapest")

        assert (budapest.opened, budapest.entry_into_force) == (treaty.opened, treaty.entry_into_force)
        assert budapest.depositary == treaty.depositary
        assert budapest.rules.clauses == treaty.rules.clauses
        assert "Test No. 1" == treaty.reference == treaty.rules.treaty
        assert (0, 0) == (len(treaty.acts), len(treaty.sources))

    def test_no_flags(self) -> None:
        """No chart's flags are taken over: what the States declared is unknown."""
        assert treaty_of(parties={"AND": "2016-11-16"})["AND"].notes is None

    def test_of_a_treaty_of_the_united_nations(self) -> None:
        """CRC, Art. 49(2): in force on the thirtieth day after the deposit."""
        treaty = treaty_of(parties={"FRA": "1990-08-07"}, rules="crc")

        assert date(1990, 9, 6) == treaty["FRA"].entry_into_force

    def test_not_in_force_yet(self) -> None:
        """A treaty whose model is not in force enters into force by the consents given."""
        consents = {each.state.id: "2026-01-02" for each in list(cc.treaty("crc"))[:40]}
        last = consents.popitem()
        short = treaty_of(parties=consents, rules="uncc")
        complete = treaty_of(parties={**consents, last[0]: "2026-02-01"}, rules="uncc")

        assert short.entry_into_force is None
        assert {cc.Status.CONTRACTING} == {each.status() for each in short}
        assert date(2026, 5, 2) == complete.entry_into_force == complete.as_of

    def test_clause_not_seen(self) -> None:
        """Where the clause on entry into force is not on record, its day has to be given."""
        consents = dict.fromkeys(("SRB", "JPN", "FRA", "DEU", "ITA"), date(2024, 3, 5))
        known = details_of(cc.treaty(224))
        details = attrs.evolve(known, rules=attrs.evolve(known.rules, clauses=(), not_seen=("first",)))
        protocol = attrs.evolve(cc.treaty(224), details=lambda: details)

        with pytest.raises(ClauseNotSeenError, match="first"):
            treaty_of(parties=consents, rules=protocol)
        assert treaty_of(parties=consents, rules=protocol, entry_into_force="2024-07-01").entry_into_force is not None
        assert date(2024, 7, 1) == treaty_of(parties=consents, rules="cets224").entry_into_force

    def test_never_in_force(self) -> None:
        """``None`` is a treaty that is not in force."""
        treaty = treaty_of(parties={"FRA": RATIFIED}, entry_into_force=None)

        assert cc.Status.CONTRACTING is treaty.status("FRA")
        assert 4 == treaty.instruments_needed

    def test_own_days(self) -> None:
        """Opening and entry into force may be given; entry into force never comes before the opening."""
        given = treaty_of(parties={"FRA": "1995-01-10"}, opened="1990-01-01", entry_into_force="1993-01-01")
        later = treaty_of(parties={"FRA": "2020-01-10"}, opened="2020-01-01")

        assert date(1995, 5, 1) == given["FRA"].entry_into_force
        assert date(2020, 1, 1) == later.entry_into_force

    @pytest.mark.parametrize(
        ("parties", "as_of"),
        [
            ({}, date(2025, 12, 31)),
            ({"FRA": RATIFIED}, date(2025, 12, 31)),
            ({"FRA": "2031-01-15"}, date(2031, 5, 1)),
            ({"FRA": ("2031-01-15", "2032-01-01")}, date(2032, 1, 1)),
        ],
    )
    def test_record_reaches_what_was_given(self, parties: Given, as_of: date) -> None:
        """Without a day of its own the record reaches the last act and the last consent's effect."""
        treaty = treaty_of(parties=parties)

        assert as_of == treaty.as_of
        assert list(parties) == [state.id for state in treaty.parties()]

    def test_day_of_the_record(self) -> None:
        """Given, it is what answers without a day are about."""
        assert cc.Status.CONTRACTING is treaty_of(parties={"FRA": RATIFIED}, as_of="2006-02-01").status("FRA")

    def test_partial_record(self) -> None:
        """A partial record doesn't know a State without acts."""
        treaty = treaty_of(parties={"FRA": RATIFIED}, coverage=cc.Coverage.PARTIAL)

        assert cc.Status.UNKNOWN is treaty.status("DEU")

    def test_names(self) -> None:
        """The treaty is called what the test calls it."""
        treaty = treaty_of(id="mine", reference="Mine No. 1", title="My Convention")

        assert ("mine", "Mine No. 1", "My Convention") == (treaty.id, treaty.reference, treaty.short_title)

    def test_like_any_treaty(self) -> None:
        """It can be compared, pickled and copied, and everything answers from it."""
        treaty = treaty_of(parties={"FRA": RATIFIED}, signatories=["FRA", "IRL"])

        assert treaty == pickle.loads(pickle.dumps(treaty)) == copy.deepcopy(treaty)
        assert pickle.loads(pickle.dumps(treaty)).is_party("FRA")
        assert treaty == treaty_of(parties={"France": RATIFIED}, signatories=["FRA", "IRL"])
        assert cc.Totals(1, 1) == treaty.totals()
        assert RATIFIED == cc.Chart.of(treaty)["FRA"].consent
        assert 3 == len(treaty.table())
        assert treaty.as_of == cc.frames.intervals(treaty)["as_of"][0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"parties": {"FRA": "2026-01-10"}, "as_of": "2025-01-01"}, "after the record's day, 2025-01-01"),
        ({"signatories": {"FRA": "2001-11-22"}}, "before the treaty was opened on 2001-11-23"),
        ({"withdrawn": {"FRA": "2010-01-01"}}, "France has not consented to be bound before"),
        ({"suspended": {"FRA": "2010-01-01"}}, "France has not consented to be bound before"),
        ({"parties": {"FRA": "2010-01-01"}, "withdrawn": {"FRA": "2009-01-01"}}, "has not consented"),
        ({"parties": {"FRA": ["2006-01-10", "2007-01-10"]}}, "France is bound already"),
        ({"parties": {"FRA": "2006-01-10", "France": "2007-01-10"}}, "France is bound already"),
        ({"parties": {"FRA": "2006-01-10"}, "signatories": {"FRA": "2007-01-10"}}, "France is bound already"),
        ({"parties": {"FRA": "2006-01-10"}, "unknown": ["FRA"]}, "France is bound already"),
        ({"parties": {"FRA": "2006-01-10"}, "invited": {"FRA": "2007-01-10"}}, "France is bound already"),
        ({"parties": {"FRA": ("2006-01-10", "2006-01-09")}}, "can't have effect earlier"),
        ({"parties": {"FRA": "../2004-01-01"}, "signatories": {"FRA": "2005-01-01"}}, "out of order"),
        ({"signatories": ["FRA", "France"]}, "France has signed already"),
        (
            {"parties": {"FRA": RATIFIED}, "suspended": {"FRA": ["2010-01-01", "2011-01-01"]}},
            "France is suspended already",
        ),
        ({"parties": {"SCG": "2010-01-01"}}, "Serbia and Montenegro ended on 2006-06-03"),
        ({"acts": [cc.Act("NLD", "territorial exclusion", "2006-11-16")]}, "names its territory"),
    ],
)
def test_acts_that_make_no_sense(arguments: Given, message: str) -> None:
    """What can't have happened is refused, with the act and the State."""
    with pytest.raises(InvalidActError, match=message):
        treaty_of(**arguments)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"rules": "ets999"}, UnknownTreatyError, "ets999"),
        ({"parties": {"Wakanda": "2006-01-10"}}, UnknownStateError, "Wakanda"),
        ({"signatories": ["Wakanda"]}, UnknownStateError, "Wakanda"),
        ({"parties": {"FRA": "2006-02-30"}}, InvalidDateError, "2006-02-30"),
        ({"as_of": "2001-01-01"}, InvalidDateError, "is before the treaty was opened on 2001-11-23"),
        ({"entry_into_force": "2001-01-01"}, InvalidDateError, "is before the treaty was opened on 2001-11-23"),
        ({"parties": ["FRA"]}, InvalidTypeError, "for parties"),
        ({"parties": {"FRA": 2006}}, InvalidTypeError, "2006"),
        ({"parties": {"FRA": ("2006-01-10",)}}, InvalidTypeError, "a pair of the day and the day of effect"),
        ({"signatories": "FRA"}, InvalidTypeError, "several States"),
        ({"signatories": 7}, InvalidTypeError, "several States"),
        ({"acts": ["signature"]}, InvalidTypeError, "an Act"),
        ({"unknown": "FRA"}, InvalidTypeError, "several States for unknown"),
        ({"unknown": {"FRA": "2006-01-10"}}, InvalidTypeError, "several States for unknown"),
        ({"unknown": ["Wakanda"]}, UnknownStateError, "Wakanda"),
        ({"coverage": "complete"}, InvalidTypeError, "a Coverage"),
        ({"acts": None}, InvalidTypeError, "several acts"),
        ({"acts": cc.Act("FRA", "signature", "2001-11-23")}, InvalidTypeError, "several acts"),
        ({"parties": {"FRA": []}}, InvalidValueError, "no day for France in parties"),
        ({"id": 3}, InvalidTypeError, "text for id"),
        ({"title": None}, InvalidTypeError, "text for title"),
        ({"reference": " "}, InvalidValueError, "reference is empty"),
        ({"short_title": 3}, InvalidTypeError, "text for short_title"),
    ],
)
def test_wrong_arguments(arguments: Given, error: type[Exception], message: str) -> None:
    """Errors are those of the library, and name the value."""
    with pytest.raises(error, match=message):
        treaty_of(**arguments)


SAID = ("ets185", cc.state("FRA"), cc.StatementKind.RESERVATION, ("2",))


@pytest.mark.parametrize(
    "make",
    [
        lambda: cc.Act("FRA", "signature", "2001-11-23", footnotes=(True,)),
        lambda: cc.rules.Clause("36", confidence="high"),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.Statement(*SAID, 3),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.Statement(*SAID, "", made="2001"),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.Change(cc.ChangeKind.CONSENT, "FRA"),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.Change("consent"),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.charts.Conflict("FRA", "consent", None, None),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.un.Tally("79", 60, 33),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.un.Tally(79, 60, True),
        lambda: cc.un.Ballots(3),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.un.Events(None),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.Statements(7),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.Groups("Council of Europe"),  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        lambda: cc.States(more_possible=True, others=["FRA"]),  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
        lambda: cc.States(former=[("SCG", "SRB")]),  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    ],
)
def test_values_that_are_half_made(make: Given) -> None:
    """What has another type is refused where it is given."""
    with pytest.raises(InvalidTypeError):
        make()


def test_a_state_where_its_id_is_taken() -> None:
    """The State itself will do."""
    opening = cc.rules.Opening(states=(cc.state("Canada"), "JPN"))

    assert ("CAN", "JPN") == opening.states
    assert cc.rules.Opening(states=("CAN", "JPN")) == opening == cc.from_json(cc.to_json(opening))


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: cc.rules.Opening(states=("Wakanda",)), UnknownStateError, "'Wakanda' is not the id of a State"),
        (lambda: cc.rules.Opening(states=("XYZ",)), UnknownStateError, "XYZ"),
        (lambda: cc.rules.Opening(states=("ABW",)), NotAStateError, "Aruba"),
        (lambda: cc.un.Tally(79, -60, 33), InvalidValueError, "79--60-33"),
        (lambda: cc.States([cc.state("DEU"), cc.state("FRA"), cc.state("Germany")]), InvalidValueError, "DEU Germany"),
        (lambda: cc.States([cc.state("FRA")], undecided=(cc.state("FRA"),)), InvalidValueError, "in the list twice"),
        (
            lambda: cc.States([cc.state("FRA")], more_possible=True, others=[cc.state("FRA")]),
            InvalidValueError,
            "in the list twice",
        ),
    ],
)
def test_values_that_contradict_themselves(make: Given, error: type[Exception], message: str) -> None:
    """So is what names a State that there is not, or one State twice."""
    with pytest.raises(error, match=message):
        make()


# What the library answers, and nobody makes by hand; and rows, of which readers make thousands and check the cells.
ANSWERS = {
    *("Row", "Application", "Authorities", "ChangeSet", "Cooperation", "Explanation", "LegalBasis", "Reconciliation"),
    *("Request", "Standing"),
}
WRONG: list[Given] = [None, 3, 1.5, True, "x", b"x", [], [1], (object(),), object()]


def is_of(value: object, kind: Given) -> bool:
    """Whether a value is what an attribute is annotated with."""
    origin: Given = get_origin(kind)
    if origin in {Union, UnionType}:
        return any(is_of(value, each) for each in get_args(kind))
    if origin is tuple:
        return value == ()
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


@pytest.mark.parametrize("name", sorted({name for name, kind in types().items() if attrs.has(kind)} - ANSWERS))
def test_no_attribute_takes_another_type(name: str) -> None:
    """Every value that can be made by hand refuses, in every attribute, what is not of its type."""
    pytest.importorskip("hypothesis")
    from hypothesis import Phase, find, settings
    from hypothesis import strategies as st

    cc.testing.register_types()
    kind = types()[name]
    any_ = settings(database=None, derandomize=True, phases=[Phase.generate])
    value = find(st.from_type(kind), lambda _: True, settings=any_)
    made_as_it_is = {each.name for each in attrs.fields(kind) if each.init and each.converter is None}
    refused = 0
    for field_name, of, _ in fields_of(kind):
        for wrong in WRONG:
            if field_name in made_as_it_is and not is_of(wrong, of):
                with pytest.raises(cc.CyberConventionsError):
                    attrs.evolve(value, **{field_name.lstrip("_"): wrong})
                refused += 1
    assert refused > 5


def test_keywords_only() -> None:
    """Every word of a made treaty is named."""
    with pytest.raises(TypeError):
        treaty_of({"FRA": "2006-01-10"})  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
