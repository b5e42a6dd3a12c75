"""What values hold where nothing is said, what they refuse, and how they say themselves."""

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._acts import Confidence
from cyberconventions._edition import Details
from cyberconventions._statement_lists import Question
from cyberconventions._statements import Reading

BUDAPEST = cc.treaty("budapest").known_at("2026-04-25")
CLAUSE = BUDAPEST.rules.later
OPENING = cc.treaty("uncc").rules.open_for_signature
RESERVATIONS = BUDAPEST.rules.reservations
STATEMENT = BUDAPEST.statements("NGA", on="2023-01-01", article="29(4)")[0]
FOUND = cc.cooperation(requesting="DEU", requested="NGA", measure="preservation", on="2023-01-01")
BASIS = FOUND.bases[0]


@pytest.mark.parametrize(
    ("kind", "defaults"),
    [
        (
            cc.rules.Clause,
            {
                "months": 0,
                "days": 0,
                "first_of_next_month": False,
                "only_after_entry_into_force": False,
                "silent": False,
                "confidence": Confidence.HIGH,
                "text_read": True,
            },
        ),
        (
            cc.rules.Opening,
            {
                "article": None,
                "who": "",
                "treaty": None,
                "place": "",
                "until": None,
                "open_ended": False,
                "consent_by_signature": False,
                "states": (),
                "only_after_entry_into_force": False,
                "absent": False,
                "confidence": Confidence.HIGH,
                "text_read": True,
            },
        ),
        (
            cc.rules.ClosedList,
            {
                "examples": False,
                "when": "",
                "note": "",
                "carries_over": "",
                "confidence": Confidence.HIGH,
                "text_read": True,
            },
        ),
        (
            cc.rules.Rules,
            {
                "not_seen": (),
                "invitation": None,
                "precondition": None,
                "precondition_article": None,
                "consents_article": None,
                "open_for_signature": None,
                "open_for_accession": None,
                "reservations": None,
                "declarations": None,
            },
        ),
        (
            cc.Statement,
            {
                "filed_as": None,
                "authority": "",
                "made": None,
                "confirmed": None,
                "effective": None,
                "amended": None,
                "withdrawn": None,
                "seen": None,
                "territories": (),
                "source_ids": (),
                "confidence": Confidence.HIGH,
                "comment": "",
            },
        ),
        (
            cc.StatementCoverage,
            {
                "reservations": Reading.UNREAD,
                "declarations": Reading.UNREAD,
                "authorities": Reading.UNREAD,
                "source_ids": (),
                "comment": "",
            },
        ),
        (cc.Request, {"territory": None, "offence": None}),
        (cc.Condition, {"because": (), "note": ""}),
        *((each, dict[str, object]()) for each in (cc.Cooperation, cc.LegalBasis, cc.Standing, cc.Gap)),
        (cc.Code, {"kind": None}),
        (cc.charts.Footnotes, {"pairs": (), "invitation_limit": None}),
        (Details, {"flags": (), "entered_first": None}),
        (Question, {"article": None, "kind": None, "carried": None}),
    ],
)
def test_what_is_left_out(kind: type[Any], defaults: dict[str, object]) -> None:
    """A value that is made with the least says nothing more than that."""
    found = {each.alias: each.default for each in attrs.fields(kind) if each.init}

    assert defaults == {name: default for name, default in found.items() if default is not attrs.NOTHING}


@pytest.mark.parametrize(
    "value",
    [
        *(BUDAPEST, BUDAPEST["FRA"], BUDAPEST["KEN"].invitation, BUDAPEST.rules, BUDAPEST.rules.invitation),
        *(CLAUSE, OPENING, RESERVATIONS, BUDAPEST.rules.first_group(BUDAPEST.consents), cc.DateWindow.on("2020-03-13")),
        *(STATEMENT, BUDAPEST.statements("GBR").coverage[0], BUDAPEST.footnotes, cc.decode("R.")[0]),
        *(FOUND, BASIS, BASIS.request, BASIS.conditions[0], FOUND.gaps[0], BASIS.parties[0], BASIS.authorities),
        *(BUDAPEST.authorities("NOR").known[0], BUDAPEST._details()),  # pyright: ignore[reportPrivateUsage]
    ],
    ids=lambda each: type(each).__name__,
)
def test_values_have_no_order(value: Any) -> None:  # noqa: ANN401 - of any class
    """Which of two treaties, clauses or statements comes first depends on what is asked; no value guesses it."""
    with pytest.raises(TypeError, match="not supported between"):
        _ = value < value  # noqa: PLR0124 - the point
    assert value == value  # noqa: PLR0124


def changed(value: Any, field: str, new: object) -> object:  # noqa: ANN401 - of any class
    fields: dict[str, Any] = {field: new}
    return attrs.evolve(value, **fields)


NEITHER = object()
THEN = ", then the first day of the next month"
REFUSED: dict[object, dict[str, str]] = {
    CLAUSE: {
        "article": "text for article",
        "months": "a number for months",
        "days": "a number for days",
        "confidence": "a Confidence",
        **{
            each: f"True or False for {each}"
            for each in ("first_of_next_month", "only_after_entry_into_force", "silent", "text_read")
        },
    },
    OPENING: {
        "until": "a date or None for until",
        "article": "text or None for article",
        "states": "text for states",
        **{each: f"text for {each}" for each in ("who", "place")},
        **{
            each: f"True or False for {each}"
            for each in (*("open_ended", "consent_by_signature", "only_after_entry_into_force", "absent", "text_read"),)
        },
    },
    RESERVATIONS: {
        **{each: f"text for {each}" for each in ("article", "when", "note")},
        "examples": "True or False for examples",
        "text_read": "True or False for text_read",
        "only_to": "text for only_to",
    },
    BUDAPEST.rules.first_group(BUDAPEST.consents): {
        **{each: f"a date for {each}" for each in ("completed_on", "entry_into_force")},
    },
    BUDAPEST.rules.invitation: {"since": "a date for since"},
    cc.DateWindow(None, None): {each: f"a date or None for {each}" for each in ("earliest", "latest")},
    BUDAPEST["KEN"].invitation: {"act": "an act", "rule": "an InvitationRule or None", "when": "a DateWindow"},
    STATEMENT: {
        "state": "a State; cc.state",
        "kind": "a StatementKind",
        "articles": "text for articles",
        **{each: f"text for {each}" for each in ("treaty", "summary", "authority", "comment")},
        **{each: f"a DateWindow; .* or None for {each}" for each in ("made", "confirmed", "seen")},
        **{each: f"a date or None for {each}" for each in ("effective", "amended", "withdrawn")},
        "territories": "text for territories",
        "source_ids": "text for source_ids",
    },
    BASIS.request: {"on": "a date for on"},
    FOUND: {"on": "a date for on"},
    BASIS.authorities: {"on": "a date for on"},
    BASIS.conditions[0]: {"answer": "an Answer", "articles": "text for articles", "because": "a Statement for because"},
    BUDAPEST["FRA"]: {"treaty": "a Treaty", "state": "a State", "acts": "acts"},
}


@pytest.mark.parametrize(
    ("value", "field", "expected"),
    [(value, field, expected) for value, fields in REFUSED.items() for field, expected in fields.items()],
    ids=[f"{type(value).__name__}.{field}" for value, fields in REFUSED.items() for field in fields],
)
def test_fields_of_another_type(value: Any, field: str, expected: str) -> None:  # noqa: ANN401 - of any class
    """A value of another type is refused where it is made; the message says what was expected, and for which field."""
    with pytest.raises(
        cc.errors.InvalidTypeError, match=f"object.* is of type object, expected (a tuple of )?{expected}"
    ):
        _ = changed(value, field, NEITHER)


@pytest.mark.parametrize("field", ["as_of", "opened", "adopted", "entry_into_force", "complete_to"])
def test_days_of_a_treaty(field: str) -> None:
    """A datetime is no day: two of one day are not equal."""
    with pytest.raises(cc.errors.InvalidTypeError, match=f"for {field}$"):
        _ = changed(BUDAPEST, field, datetime(2020, 1, 1))  # noqa: DTZ001


class TestNumbers:
    @pytest.mark.parametrize("numbers", [{"months": -1}, {"days": -1}, {"days": 1, "first_of_next_month": True}])
    def test_impossible(self, numbers: dict[str, int]) -> None:
        """A clause waits for months or for days, and the first of a month follows months only."""
        with pytest.raises(cc.errors.InvalidRuleError, match=r"Art\. 9: months=.*; expected one of them, not negative"):
            cc.rules.Clause("9", **numbers)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (lambda: attrs.evolve(BUDAPEST.rules, consents_needed=-1), "-1 consents needed, expected a number"),
            (lambda: attrs.evolve(BUDAPEST.rules, members_needed=-1), "-1 consents needed, expected a number"),
            (lambda: cc.rules.InvitationRule("37(1)", 0, date(2013, 4, 10), ""), "0 years of validity"),
            (lambda: cc.rules.InvitationRule("37(1)", True, date(2013, 4, 10), ""), "True years of validity"),
        ],
    )
    def test_refused(self, make: Callable[[], object], message: str) -> None:
        """Numbers of States and years are whole, and not below nothing."""
        with pytest.raises(cc.errors.InvalidRuleError, match=message):
            make()

    def test_least(self) -> None:
        """No consent at all, and one year, make sense."""
        assert 0 == attrs.evolve(BUDAPEST.rules, consents_needed=0, members_needed=0).missing([])
        assert date(2021, 3, 13) == cc.rules.InvitationRule("1", 1, date(2013, 4, 10), "").expiry("2020-03-13")

    def test_beyond_the_calendar(self) -> None:
        """The message names the clause."""
        with pytest.raises(
            cc.errors.InvalidDateError, match=r"^Art\. 36\(4\): 3 calendar months, .* after 9999-12-31 "
        ):
            CLAUSE.effect(date.max)


def rows(rules: cc.rules.Rules) -> list[tuple[object, ...]]:
    return [
        tuple(getattr(row, column) for column in ("topic", "article", "rule", "on_record", "confidence"))
        for row in rules.table()
    ]


class TestClausesInWords:
    WAIT = "3 calendar months, then the first day of the next month"

    def test_budapest(self) -> None:
        """Each clause of ETS 185, with its article."""
        read = ("text read", "high")
        who = (
            "members of the Council of Europe; and Canada, Japan, South Africa and the United States, which took "
            "part in drafting"
        )
        others = (
            "other States, on invitation of the Committee of Ministers, to which every Contracting State has to agree; "
            "from the treaty's own entry into force on"
        )
        only = "only to 4(2), 6(3), 9(4), 10(3), 11(3), 14(3), 22(2), 29(4), 41(1); at signature or deposit"
        members = "5 consents, 3 of them by members of the Council of Europe"

        assert [
            ("consents needed", "36(3)", members, None, None),
            ("signature", "36(1)", who, *read),
            ("accession", "37(1)", others, *read),
            ("reservations", "42", only, *read),
            ("declarations", "40", "only to 2, 3, 6(1)(b), 7, 9(3), 27(9)(e)", *read),
            ("entry into force of the treaty", "36(3)", self.WAIT, *read),
            ("entry into force for a State", "36(4)", self.WAIT, *read),
            ("entry into force on accession", "37(2)", self.WAIT, *read),
            ("territorial extension", "38(2)", self.WAIT, *read),
            ("territorial withdrawal", "38(3)", self.WAIT, *read),
            ("reservation withdrawal", "43(1)", "the same day", *read),
            ("denunciation", "47", self.WAIT, *read),
            ("invitation", "37(1)", "valid for 5 years, if decided since 2013-04-10", None, None),
        ] == rows(BUDAPEST.rules)
        assert "Final clauses of ETS No. 185" == BUDAPEST.rules.table().title

    def test_malabo(self) -> None:
        """Wordings that were not at hand, and general law where the treaty is silent."""
        known = ("as known", "medium")
        members = "members of the African Union"

        assert [
            ("consents needed", "36", "15 consents", None, None),
            ("signature", "35", members, *known),
            ("accession", "35", members, *known),
            ("entry into force of the treaty", "36", "30 days", "text read", "high"),
            (
                *("entry into force for a State", "VCLT 24(3)"),
                *("the same day (general law, as the treaty is silent)", "text read", "medium"),
            ),
            ("denunciation", "38(2)", "12 calendar months", *known),
        ] == rows(cc.treaty("malabo").rules)

    def test_second_protocol(self) -> None:
        """What has to come first, what it has no clause on, and what was not seen."""
        known = ("as known", "medium")
        absent = "Parties that acceded to the Convention on Cybercrime sign and ratify"

        found = rows(cc.treaty(224).rules)
        assert ("first", None, "consent to ets185", None, None) == found[1]
        assert ("accession", None, absent, "text read", "medium") == found[3]
        assert ("entry into force for a State", "16(4)", self.WAIT, *known) == found[6]
        assert ("territorial extension", None, None, "not seen", None) == found[-1]

    @pytest.mark.parametrize(
        ("clause", "said"),
        [
            ({"days": 1}, "Art. 1: 1 day"),
            ({"days": 2}, "Art. 1: 2 days"),
            ({}, "Art. 1: 0 days"),
            ({"months": 1}, "Art. 1: 1 calendar month"),
            ({"months": 2}, "Art. 1: 2 calendar months"),
            ({"months": 1, "first_of_next_month": True}, f"Art. 1: 1 calendar month{THEN}"),
            ({"silent": True}, "VCLT Art. 1, as the treaty is silent: 0 days"),
        ],
    )
    def test_clause(self, clause: dict[str, Any], said: str) -> None:
        """A clause says what it adds."""
        assert said == str(cc.rules.Clause("1", **clause))
        assert f"<Clause {said}>" == repr(cc.rules.Clause("1", **clause))

    @pytest.mark.parametrize(
        ("opening", "said"),
        [
            ({}, "article not seen: "),
            ({"article": "9"}, "Art. 9: "),
            ({"absent": True, "who": "none"}, "no such clause: none"),
            (
                {
                    "article": "9",
                    "who": "any State",
                    "place": "New York",
                    "until": date(2026, 12, 31),
                    "open_ended": True,
                    "consent_by_signature": True,
                    "only_after_entry_into_force": True,
                },
                (
                    "Art. 9: any State; New York; until 2026-12-31; with no closing date; "
                    "signature alone may be consent; from the treaty's own entry into force on"
                ),
            ),
        ],
    )
    def test_opening(self, opening: dict[str, Any], said: str) -> None:
        """An opening says who may, where and until when, as far as that is on record."""
        assert said == str(cc.rules.Opening(**opening))

    def test_lists(self) -> None:
        """A closed list, with when and what else; and one that has examples only."""
        found = cc.rules.ClosedList("12", ("3", "5"), when="at signature", note="also 22(2)")

        assert "<ClosedList Art. 12: only to 3, 5; at signature; also 22(2)>" == repr(found)
        assert "Art. 48: where another article provides for it, such as 3, 5" == str(
            cc.rules.ClosedList("48", ("3", "5"), examples=True)
        )

    def test_topics(self) -> None:
        """On what the treaty is silent, and what is cited from knowledge of it, an absent article included."""
        unread = cc.rules.ClosedList("40", ("2",), text_read=False)
        absent = cc.rules.Opening(absent=True, text_read=False)
        rules = attrs.evolve(BUDAPEST.rules, declarations=unread, open_for_accession=absent)

        assert (("later",), ()) == (cc.treaty("malabo").rules.silent, BUDAPEST.rules.silent)
        assert (("accession", ""), ("declarations", "40")) == rules.text_as_known
        assert (("accession", "64(4)"), ("later", "65(2)"), ("denunciation", "67(1)")) == cc.treaty(
            "uncc"
        ).rules.text_as_known

    def test_rules(self) -> None:
        """The numbers, and the topics that have a clause."""
        topics = "first, later, accession, territorial_extension, territorial_withdrawal, reservation_withdrawal"

        assert (
            f"<Rules of ETS No. 185: 5 consents needed, 3 of them by members (Art. 36(3)); clauses: {topics}, "
            "denunciation>"
        ) == repr(BUDAPEST.rules)
        assert "<Rules of Test: 1 consent needed; clauses: >" == repr(
            cc.rules.Rules("Test", 1, 0, counts_organisations=True, clauses=())
        )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (cc.rules.Validity, "not yet made, valid, expired, unlimited, unknown"),
        (cc.Precision, "day, month, year, interval, unknown"),
        (cc.Coverage, "complete, partial"),
        (
            cc.Status,
            "not participating, invited, signatory, contracting, party, suspended, withdrawn, unknown",
        ),
        (cc.StatementKind, "reservation, declaration, designation, territorial, communication"),
        (Reading, "complete, by article, read, partial, unread, none on charts"),
        (cc.AuthorityFunction, "extradition, central, urgent, 24/7"),
        (cc.Offence, "Articles 2 to 11, other"),
        (
            cc.Reason,
            (
                "in force between them, in force between them, and no request is needed, not yet in force, "
                "no longer in force, suspended, not a party, the treaty is not in force, no article on it, "
                "encouragement only, an organisation: its members give assistance, does not apply to the territory, "
                "whether it applies to the territory is not known, the article is known by inference only, "
                "after the record, not known"
            ),
        ),
    ],
)
def test_words(kind: type[StrEnum], words: str) -> None:
    """The words stand in tables and files that others keep."""
    assert words == ", ".join(each.value for each in kind)


def test_an_invitation_in_a_notebook() -> None:
    """When it was decided, how long it is valid, by which limit, what else there is to know, and the sources."""
    invitation = BUDAPEST["KEN"].invitation
    assert invitation is not None
    shown = [text for text in re.split(r"\s*<[^>]*>\s*", invitation._repr_html_()) if text][1:]  # pyright: ignore[reportPrivateUsage]

    assert ["Kenya, invitation to accede", "decided", "2024-10-09", "validity", "valid to", "2029-10-09"] == shown[:6]
    assert ["limit", "5 years (Art. 37(1))", "comment", "Deputies&#x27; 1509th meeting."] == shown[6:10]
    bare = attrs.evolve(invitation, rule=None, act=attrs.evolve(invitation.act, comment=""))._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert "5 years" not in bare
    assert "comment" not in bare
    assert date(2024, 10, 9) == invitation.decided
    assert shown[10].startswith("Sources: Budapest Convention on Cybercrime. nc4.go.ke; and 1 more.")


class TestSymbols:
    def test_of_the_treaty_office(self) -> None:
        """Each mark and flag, with what it means."""
        found = cc.decode("a s su r R. D. A. T. C. O.")
        kinds = (cc.ActKind.ACCESSION, cc.ActKind.DEFINITIVE_SIGNATURE, cc.ActKind.SUCCESSION)

        assert [
            ("a", "accession", "Consent by accession, without signature."),
            (
                *("s", "definitive signature"),
                "Signature without reservation as to ratification: consent by signature alone.",
            ),
            ("su", "succession", "The State succeeded to the obligations of a former State."),
            ("r", "signature ad referendum", "Signature that becomes full once the State confirms it."),
            ("R.", "reservations", "The State made reservations."),
            (
                *("D.", "declarations"),
                "The State made declarations, denunciations or derogations: one letter for three.",
            ),
            ("A.", "authorities", "The State named its competent authorities."),
            ("T.", "territorial application", "The State declared to which territories the treaty applies."),
            ("C.", "communication", "There is a communication by or about the State."),
            ("O.", "objection", "There is an objection by or about the State."),
        ] == [(code.symbol, code.name, code.meaning) for code in found]
        assert [*kinds, cc.ActKind.SIGNATURE_AD_REFERENDUM, *(None,) * 6] == [code.kind for code in found]

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            *(("Signature", "signature"), ("Definitive signature", "definitive signature")),
            *(("Ratification", "ratification"), ("Acceptance", "acceptance"), ("Approval", "approval")),
            *(("Accession", "accession"), ("Succession", "succession"), ("Consent", "consent")),
            *(("Formal confirmation", "formal confirmation"), ("Consent to be bound", "consent")),
            *(("Signature définitive", "definitive signature"), ("Acceptation", "acceptance")),
            *(("Approbation", "approval"), ("Adhésion", "accession"), ("Confirmation formelle", "formal confirmation")),
            *(("Consentement à être lié", "consent"), ("Participation under article 3 (2)", None)),
        ],
    )
    def test_of_a_header(self, name: str, kind: str | None) -> None:
        """What a header of the UN Treaty Collection calls a column, in English and in French."""
        [code] = cc.decode("x", scheme="un", legend=f"Other(y), {name} ( x )")

        assert (None if kind is None else cc.ActKind(kind)) is code.kind
        assert (name.lower(), f"{name.lower().capitalize()}, by the table's header.") == (code.name, code.meaning)

    def test_of_a_name_with_brackets(self) -> None:
        """The last letter in brackets is the symbol, whatever brackets the name has."""
        legend = "Participation under article 3 (b) (P)"

        assert "participation under article 3 (b)" == cc.decode("P", scheme="un", legend=legend)[0].name
        with pytest.raises(cc.errors.UnknownCodeError, match="which has P; case matters"):
            cc.decode("b", scheme="un", legend=legend)

    def test_footnotes(self) -> None:
        """The footnote with the limit is the fourth, and goes on being it among others."""
        notes = BUDAPEST.footnotes

        assert 4 == notes.invitation_limit
        assert 4 == notes.only([55]).invitation_limit
        assert 55 == cc.charts.Footnotes.of({4: "a", 55: "b"}, 55).invitation_limit
        assert cc.charts.Footnotes.of({55: "b", 4: "a"}, 55) != cc.charts.Footnotes.of({4: "a", 55: "b"})
        assert cc.charts.Footnotes.of({55: "b", 4: "a"}) == cc.charts.Footnotes.of({4: "a", 55: "b"})

    def test_scheme_of_another_type(self) -> None:
        """A scheme is text."""
        with pytest.raises(cc.errors.InvalidTypeError, match="3 is of type int, expected a scheme of chart symbols"):
            cc.decode("a", scheme=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
