"""Every treaty of the dataset as its depositary's record has it."""

import inspect
import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions import testing

COMPLETE = ["ets185", "cets201", "cets224", "untoc", "crc", "opsc"]
PARTIAL = ["ets189", "uncc", "malabo"]


def ids(states: tuple[cc.State, ...]) -> list[str]:
    return [state.id for state in states]


def test_nine_treaties() -> None:
    """The dataset has nine treaties, six of them complete to a date."""
    assert sorted(COMPLETE + PARTIAL) == sorted(each.id for each in cc.treaties())
    for each in cc.treaties():
        assert (cc.Coverage.PARTIAL if each.id in PARTIAL else cc.Coverage.COMPLETE) is each.coverage


@pytest.mark.parametrize(
    ("ref", "id_"),
    [
        (189, "ets189"),
        ("CETS No. 201", "cets201"),
        ("lanzarote", "cets201"),
        ("Lanzarote Convention", "cets201"),
        (224, "cets224"),
        ("palermo", "untoc"),
        ("UNTOC", "untoc"),
        ("crc", "crc"),
        ("opsc", "opsc"),
        ("malabo", "malabo"),
        ("hanoi", "uncc"),
        ("uncc", "uncc"),
    ],
)
def test_references(ref: str | int, id_: str) -> None:
    """Each treaty is found by its usual names."""
    assert id_ == cc.treaty(ref).id


def test_relations() -> None:
    """The protocols name their parent."""
    assert {"ets189": "ets185", "cets224": "ets185", "opsc": "crc"} == {
        each.id: each.parent for each in cc.treaties() if each.parent
    }
    for each in cc.treaties():
        if each.parent:
            assert cc.treaty(each.parent) in cc.treaties()


@pytest.mark.parametrize(
    ("ref", "in_force"),
    [
        ("ets185", "2004-07-01"),
        ("ets189", "2006-03-01"),
        ("cets201", "2010-07-01"),
        ("untoc", "2003-09-29"),
        ("crc", "1990-09-02"),
        ("opsc", "2002-01-18"),
        ("malabo", "2023-06-08"),
    ],
)
def test_own_entry_into_force_comes_out_of_the_rule(ref: str, in_force: str) -> None:
    """The first group gives the published entry into force of each treaty."""
    treaty = cc.treaty(ref)
    group = treaty.rules.first_group(treaty.consents)

    assert group is not None
    assert in_force == str(group.entry_into_force) == str(treaty.entry_into_force)


@pytest.mark.parametrize(
    ("ref", "states", "completed"),
    [
        ("ets185", "ALB HRV EST HUN LTU", "2004-03-18"),
        ("ets189", "SVN ALB DNK CYP MKD", "2005-11-14"),
        ("cets201", "GRC ALB DNK NLD SMR", "2010-03-22"),
    ],
)
def test_first_groups(ref: str, states: str, completed: str) -> None:
    """The States whose consents brought the Council of Europe's treaties into force."""
    group = cc.treaty(ref).rules.first_group(cc.treaty(ref).consents)

    assert group is not None
    assert set(states.split()) == {state.id for state in group.states}
    assert (states.rsplit(maxsplit=1)[-1], completed) == (group.completed_by.id, str(group.completed_on))


@pytest.mark.parametrize(
    ("ref", "day", "expected"),
    [
        ("ets185", "2026-04-25", 81),
        ("ets189", "2025-06-04", 31),
        ("cets201", "2023-07-14", 48),
        ("cets224", "2026-04-15", 0),
        ("untoc", "2026-09-11", 193),
        ("crc", "2016-10-25", 190),
        ("opsc", "2025-12-04", 177),
        ("malabo", "2026-02-02", 15),
        ("uncc", "2026-08-02", 0),
    ],
)
def test_rule_gives_every_published_entry_into_force(ref: str, day: str, expected: int) -> None:
    """No published date differs from what the clauses give: there is not one exception to list."""
    treaty = cc.treaty(ref).known_at(day)
    checked = 0
    for each in treaty:
        for act in each.acts:
            if not act.kind.is_consent or act.kind is cc.ActKind.SUCCESSION or not (act.date and act.effective):
                continue
            assert treaty.entry_into_force is not None
            if "later" in treaty.rules.not_seen:
                assert act.effective == treaty.entry_into_force
            else:
                accession = act.kind is cc.ActKind.ACCESSION
                assert act.effective == treaty.rules.effect(act.date, treaty.entry_into_force, accession=accession), act
            checked += 1
    assert expected == checked


class TestUntoc:
    def test_record(self) -> None:
        """195 States consented, 147 signed; Armenia's was the 40th instrument."""
        treaty = cc.treaty("untoc")
        group = treaty.rules.first_group(treaty.consents)

        assert 195 == treaty.totals().consents == len(treaty.contracting_states())
        assert 147 == sum(1 for act in treaty.acts if act.kind.is_signature)
        assert group is not None
        assert ("ARM", date(2003, 7, 1), 40) == (group.completed_by.id, group.completed_on, len(group.states))

    def test_not_yet_in_force_for_the_last(self) -> None:
        """38(2): the Solomon Islands' deposit of 2026-08-27 takes effect on the thirtieth day."""
        treaty = cc.treaty("untoc")

        assert cc.Status.CONTRACTING is treaty.status("SLB")
        assert date(2026, 9, 26) == treaty["SLB"].entry_into_force

    def test_organisation(self) -> None:
        """38(1): the European Union is a party whose instrument was not counted."""
        treaty = cc.treaty("untoc")
        group = treaty.rules.first_group(treaty.consents)

        assert treaty.is_party("European Union")
        assert not treaty.rules.counts_organisations
        assert group is not None
        assert "EUE" not in ids(group.states)


def test_crc() -> None:
    """196 Parties; the United States alone has signed without consent."""
    treaty = cc.treaty("crc")

    assert 196 == len(treaty.parties())
    assert ["USA"] == ids(treaty.signatories())


def test_succession_takes_effect_on_its_own_date() -> None:
    """Montenegro's notice of 2006-10-23 has effect from 2006-06-03, and is counted once."""
    for ref in ("untoc", "crc", "opsc"):
        treaty = cc.treaty(ref)
        montenegro = treaty["MNE"]

        assert [cc.ActKind.SUCCESSION] == [act.kind for act in montenegro.acts]
        assert treaty.is_party("MNE", on="2006-06-03")
        assert not treaty.is_party("MNE", on="2006-06-02")
        assert "MNE" not in treaty.known_at("2006-10-22")


def test_former_state() -> None:
    """Serbia and Montenegro signed ETS 185; its successors carry the signature, once each."""
    former = cc.state("Serbia and Montenegro")
    budapest = cc.treaty("ets185")

    assert former not in budapest
    for successor in former.successors:
        signature = budapest[successor].signature
        assert signature is not None
        assert (date(2005, 4, 7), (55,)) == (signature.date, signature.footnotes)


def test_opsc() -> None:
    """178 Parties; 14(2): one month after the deposit."""
    treaty = cc.treaty("opsc")

    assert 178 == len(treaty.parties())
    assert date(2026, 2, 28) == treaty.would_enter_into_force("KEN", deposited="2026-01-31")


def test_lanzarote() -> None:
    """48 Parties, among them the Russian Federation and Tunisia."""
    treaty = cc.treaty("lanzarote")

    assert 48 == len(treaty.parties())
    assert treaty.is_party("RUS")
    assert treaty.is_party("TUN")


class TestSecondProtocol:
    def test_record(self) -> None:
        """52 signed, 4 of 5 consents: one instrument is needed."""
        treaty = cc.treaty(224)

        assert 52 == sum(1 for act in treaty.acts if act.kind.is_signature)
        assert cc.Totals(4, 48) == treaty.totals()
        assert 1 == treaty.instruments_needed
        assert () == treaty.parties()

    def test_who_is_counted_already(self) -> None:
        """Hungary is one of the four, so another instrument completes nothing; Czechia's would be the fifth."""
        treaty = cc.treaty(224)

        for state in ("HUN", "SRB", "CRI", "JPN"):
            assert treaty.would_enter_into_force(state, deposited="2026-06-01") is None
        assert date(2026, 10, 1) == treaty.would_enter_into_force("CZE", deposited="2026-06-01")

    def test_clause_not_seen(self) -> None:
        """Extension to a territory: the clause has not been seen, so nothing is computed."""
        treaty = cc.treaty(224)

        with pytest.raises(
            cc.errors.ClauseNotSeenError, match="CETS No. 224: the clause on 'territorial_extension' has not been seen"
        ):
            treaty.rules.clause("territorial_extension")
        assert {"ets185"} == {treaty.rules.precondition}


class TestUncc:
    def test_record(self) -> None:
        """A partial record: at most 40 instruments are needed, and nobody is a party."""
        treaty = cc.treaty("hanoi")

        assert 0 < treaty.instruments_needed <= 40
        assert () == treaty.parties()
        assert treaty.totals().at_least

    def test_state_without_acts_is_unknown_but_no_party(self) -> None:
        """The record may lack a signature, but the convention is not in force."""
        treaty = cc.treaty("uncc")

        assert cc.Status.UNKNOWN is treaty.status("USA")
        assert not treaty.is_party("USA")

    def test_state_whose_signature_has_no_day(self) -> None:
        """Canada signed in July 2026, on a day not known."""
        canada = cc.treaty("uncc")["CAN"].signature

        assert canada is not None
        assert (None, date(2026, 7, 1), date(2026, 7, 31)) == (canada.date, canada.earliest, canada.latest)


class TestMalabo:
    def test_list_of_2024(self) -> None:
        """16 Parties on 2024-07-08, by the list of that day."""
        treaty = cc.treaty("malabo")

        assert 16 == len(treaty.parties("2024-07-08"))
        assert () == treaty.unknown("2024-07-08")

    @pytest.mark.parametrize(("state", "deposited"), [("STP", "2024-02-15"), ("BEN", "2024-11-12")])
    def test_silent_on_later_states(self, state: str, deposited: str) -> None:
        """Art. 36 speaks of the fifteenth only: VCLT 24(3), in force on the day of the deposit."""
        treaty = cc.treaty("malabo")

        assert treaty.rules.later.silent
        assert date.fromisoformat(deposited) == treaty[state].entry_into_force
        assert treaty.is_party(state, on=deposited)

    @pytest.mark.parametrize(
        ("deposited", "effect"),
        [
            ("2023-05-09", "2023-06-08"),
            ("2023-05-10", "2023-06-08"),
            ("2023-06-08", "2023-06-08"),
            ("2023-06-09", "2023-06-09"),
        ],
    )
    def test_a_deposit_before_its_own_entry_into_force(self, deposited: str, effect: str) -> None:
        """The Convention's own entry into force comes first."""
        assert effect == str(cc.treaty("malabo").would_enter_into_force("KEN", deposited=deposited))

    def test_in_force_from_the_fifteenth(self) -> None:
        """36: thirty days after the 15th instrument."""
        treaty = cc.treaty("malabo")
        group = treaty.rules.first_group(treaty.consents)

        assert group is not None
        assert (15, date(2023, 5, 9), date(2023, 6, 8)) == (
            len(group.states),
            group.completed_on,
            group.entry_into_force,
        )


class TestFirstProtocol:
    def test_precondition(self) -> None:
        """9(2): who consents to the Protocol has consented to the Convention."""
        protocol, convention = cc.treaty(189), cc.treaty(185)

        assert ("ets185", "9(2)") == (protocol.rules.precondition, protocol.rules.precondition_article)
        for each in protocol:
            if each.consent and each.consent.date:
                assert each.state in convention.contracting_states(each.consent.date), each

    def test_inexact_dates(self) -> None:
        """Romania's deposit of 2009 has no day; its entry into force follows within bounds."""
        protocol = cc.treaty(189)

        assert protocol.is_party("ROU", on="2010-04-01")
        assert cc.Status.UNKNOWN is protocol.status("ROU", on="2009-07-01")
        assert protocol["ROU"].entry_into_force is None


def test_provisions_and_errata_hang_on_their_treaty() -> None:
    """The articles on computer-related conduct, and what the first page got wrong about them."""
    lanzarote = cc.treaty(201)

    assert {"20(1)(f)", "20(1)(c)", "23", "30(5)"} <= {each.article for each in lanzarote.provisions}
    assert lanzarote.errata
    assert {"34"} == {each.article for each in cc.treaty("crc").provisions}


def test_one_treaty_reads_only_its_own_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking one treaty opens no other treaty's folder, and no prose; what a build worked out opens none."""
    from cyberconventions import _treaties
    from cyberconventions._dataset import Dataset, built, current

    read: list[str] = []
    original = Dataset.path

    def noted(dataset: Dataset, name: str) -> str:
        read.append(name)
        return original(dataset, name)

    for function in list(current().caches):
        monkeypatch.delitem(current().caches, function)
    monkeypatch.setattr(Dataset, "path", noted)
    afresh = inspect.unwrap(_treaties._load)("opsc")  # pyright: ignore[reportPrivateUsage]
    assert afresh.is_party("FRA", on="2010-01-01")

    expected = [] if built(_treaties.act_rows, "opsc") else ["opsc/acts.csv"]
    assert expected == [name for name in read if "/" in name]


def test_every_source_used_is_defined() -> None:
    """Each act of each treaty names sources, and each has a title."""
    for treaty in cc.treaties():
        for act in treaty.acts:
            assert act.sources, act
            assert all(source.title for source in act.sources)


class TestDoubt:
    """What a partial record does not tell of a State that only signed, as far as it knows."""

    @pytest.mark.parametrize("state", ["COM", "CMR", "DJI", "LSO", "SDN", "TCD", "TUN", "ZAF"])
    def test_signatory_on_the_list_of_2024(self, state: str) -> None:
        """Malabo has 20 Parties on 2026-02-02, three of them unidentified: any signatory of 2024 may be one."""
        malabo = cc.treaty("malabo")

        assert cc.Status.SIGNATORY is malabo.status(state, on="2024-07-08")
        assert cc.Status.UNKNOWN is malabo.status(state)
        signatory, contracting, party = cc.Status.SIGNATORY, cc.Status.CONTRACTING, cc.Status.PARTY
        assert (signatory, contracting, party) == malabo.possible_statuses(state)
        with pytest.raises(
            cc.errors.UnknownStatusError, match="a list of 2024-07-08 was the last to show a signature alone"
        ):
            malabo.is_party(state)

    def test_signatories_on_the_list_of_2026(self) -> None:
        """Four are not ratified on the list of 2026-02-02."""
        assert ["GMB", "GNB", "NGA", "SLE"] == sorted(state.id for state in cc.treaty("malabo").signatories())

    def test_signatories_on_the_page_of_march(self) -> None:
        """Any signatory of Hanoi may have ratified since, as two are reported to have; no deposit was seen."""
        uncc = cc.treaty("uncc")

        for state in ("VNM", "AZE", "RUS", "FJI"):
            assert cc.Status.SIGNATORY is uncc.status(state, on="2026-03-12")
            assert (cc.Status.SIGNATORY, cc.Status.CONTRACTING) == uncc.possible_statuses(state)
            assert not uncc.is_party(state)  # The Convention is not in force for anybody.
        assert ["CAN"] == [state.id for state in uncc.signatories()]  # It signed later, in July.
        assert repr(uncc).endswith(": at least 0 parties, at least 1 signatory, 73 unknown, as of 2026-08-02>")

    def test_signatures_that_a_count_implies(self) -> None:
        """The list of 2024 counts two signatures more than the copy shows: Zambia's and that of São Tomé, it seems."""
        malabo = cc.treaty("malabo")

        for state, before in (("ZMB", "2021-03-23"), ("STP", "2024-02-14")):
            not_participating, signatory = cc.Status.NOT_PARTICIPATING, cc.Status.SIGNATORY
            assert (not_participating, signatory) == malabo.possible_statuses(state, on=before)
            assert cc.Confidence.LOW is malabo[state].acts[0].confidence

    def test_parties_by_count(self) -> None:
        """Paraguay and Senegal are Parties to ETS 189 by published counts, which bound the days of their accession."""
        protocol = cc.treaty(189)

        assert protocol.is_party("SEN", on="2017-05-01")
        assert cc.Status.UNKNOWN is protocol.status("SEN", on="2017-04-30")
        assert {"PRY", "SEN"} <= {state.id for state in protocol.parties()}

    def test_excerpt_that_breaks_off(self) -> None:
        """The table of ETS 189 that was read breaks off at Austria, before Switzerland; Estonia stands before."""
        protocol = cc.treaty(189)

        assert [cc.Status.UNKNOWN] * 2 == [protocol.status("AUT"), protocol.status("CHE")]
        assert cc.Status.SIGNATORY is protocol.status("EST")


class TestNotBound:
    """What a partial record does not tell of a State that is not bound by the last act on record."""

    @pytest.mark.parametrize(
        ("acts", "alone"),
        [
            ({"invited": {"BRA": "2019-12-11"}}, "invited"),
            ({"signatories": {"BRA": "2019-12-11"}}, "signatory"),
            ({"parties": {"BRA": "2006-01-10"}, "withdrawn": {"BRA": "2019-12-11"}}, "withdrawn"),
            (
                {
                    "signatories": {"BRA": "2019-12-11"},
                    "acts": [cc.Act("BRA", "territorial exclusion", "2019-12-11", territory="Curaçao")],
                },
                "signatory",
            ),
        ],
    )
    def test_it_may_have_consented_since(self, acts: dict[str, Any], alone: str) -> None:
        """Whatever it did, and whatever it said of a territory."""
        whole = testing.treaty_of(**acts, as_of="2020-12-31")
        partial = attrs.evolve(whole, coverage=cc.Coverage.PARTIAL)
        up_to = attrs.evolve(partial, complete_to=date(2020, 6, 30))

        assert alone == whole.status("BRA").value
        for record in (partial, up_to):
            assert cc.Status.UNKNOWN is record.status("BRA")
            with pytest.raises(cc.errors.UnknownStatusError, match="the record is partial, and that it only"):
                record.is_party("BRA")
            assert "the record is partial" in str(record.explain("BRA")).casefold()
        assert alone == up_to.status("BRA", on="2020-06-30").value
        assert cc.state("BRA") in partial.parties().undecided

    def test_a_party_until_its_denunciation_has_effect(self) -> None:
        """And a State that is suspended stays so."""
        made = testing.treaty_of(
            parties={"FRA": "2006-01-10", "DEU": "2009-03-09"},
            withdrawn={"FRA": "2019-12-11"},
            suspended={"DEU": "2015-01-01"},
            coverage=cc.Coverage.PARTIAL,
            as_of="2020-12-31",
        )

        assert made.is_party("FRA", on="2020-03-31")
        assert (cc.Status.CONTRACTING, cc.Status.PARTY, cc.Status.WITHDRAWN) == made.possible_statuses(
            "FRA", on="2020-04-01"
        )
        assert cc.Status.SUSPENDED is made.status("DEU")

    def test_a_state_of_which_only_a_territory_is_on_record(self) -> None:
        """It may be anything, as one without an act."""
        act = cc.Act("NLD", "territorial extension", "2019-12-11", territory="Curaçao")
        made = testing.treaty_of(acts=[act], coverage=cc.Coverage.PARTIAL, as_of="2020-12-31")

        assert made.possible_statuses("FRA") == made.possible_statuses("NLD")
        with pytest.raises(cc.errors.UnknownStatusError, match="has no act of it"):
            made.is_party("NLD")


class TestCompleteTo:
    """A record that is complete to a day and partial after it."""

    def test_malabo(self) -> None:
        """Sixteen Parties on 2024-07-08, neither more nor less; at least seventeen after."""
        malabo = cc.treaty("malabo")

        assert cc.Totals(16, 13, at_least=False) == malabo.totals(on="2024-07-08")
        assert malabo.totals().at_least
        assert cc.Status.NOT_PARTICIPATING is malabo.status("Kenya", on="2024-07-08")
        assert not malabo.is_party("Kenya", on="2024-07-08")
        assert cc.Status.UNKNOWN is malabo.status("Kenya", on="2024-07-09")
        assert cc.Coverage.COMPLETE is malabo.known_at("2024-07-08").coverage

    def test_uncc(self) -> None:
        """Seventy-three signatures by 2025-11-19, that of Mauritius the last; no consent."""
        uncc = cc.treaty("uncc")

        assert cc.Totals(0, 73, at_least=True) == uncc.totals(on="2025-11-19")  # Fiji may have signed that day.
        assert cc.Totals(0, 72, at_least=False) == uncc.totals(on="2025-11-18")
        assert cc.Status.NOT_PARTICIPATING is uncc.status("USA", on="2025-11-18")
        assert cc.Status.UNKNOWN is uncc.status("USA")

    def test_hearsay_does_not_count_towards_the_number(self) -> None:
        """Qatar's ratification is reported and not seen: at most 40 instruments are lacking, not 39."""
        assert 40 == cc.treaty("uncc").instruments_needed

    def test_instruments_of_the_first_group(self) -> None:
        """Art. 36 of the Malabo Convention gives the day for each of the first fifteen."""
        malabo = cc.treaty("malabo")
        first = malabo.rules.first_group(malabo.consents)
        assert first is not None

        for state in first.states:
            consent = malabo[state].consent
            assert consent is not None
            assert consent.date is not None
            assert consent.effective == malabo.would_enter_into_force(state, deposited=consent.date)


class TestFormerStatesOfTheCrc:
    """Czechoslovakia, the German Democratic Republic and Yugoslavia have acts of their own."""

    @pytest.mark.parametrize(
        ("day", "parties", "totals"),
        [
            ("1990-10-02", 32, "52 consents, 79 signatures only"),
            ("1990-10-03", 32, "51 consents, 79 signatures only"),  # the German Democratic Republic ended
            ("1991-06-01", 78, "85 consents, 53 signatures only"),
            ("1991-12-01", 102, "at least 104 consents, at least 40 signatures only"),  # Yugoslavia's end is contested
            ("1992-04-27", 119, "121 consents, 29 signatures only"),
            ("1992-12-31", 128, "129 consents, 27 signatures only"),
            ("1993-01-01", 129, "130 consents, 27 signatures only"),  # two successors for Czechoslovakia
            ("2016-10-25", 196, "196 consents, 1 signature only"),
        ],
    )
    def test_counts(self, day: str, parties: int, totals: str) -> None:
        """A former State counts until it ended; while that is contested, the count is a lower bound."""
        crc = cc.treaty("crc")

        assert (parties, totals) == (len(crc.parties(on=day)), str(crc.totals(on=day)))

    def test_histories(self) -> None:
        """What they were to the Convention; nothing once they had ended."""
        crc = cc.treaty("crc")
        found = {id_: [(each.status.value, str(each.start)) for each in crc[id_].history][1:] for id_ in ("CSK", "DDR")}

        assert {
            "CSK": [
                ("signatory", "1990-09-30"),
                ("contracting", "1991-01-07"),
                ("party", "1991-02-06"),
                ("not participating", "1993-01-01"),
            ],
            "DDR": [
                ("signatory", "1990-03-07"),
                ("contracting", "1990-10-02"),
                ("not participating", "1990-10-03"),
            ],
        } == found
        assert crc["DDR"].entry_into_force is None
        assert "1991-02-06" == str(crc["CSK"].entry_into_force)

    def test_contested_days(self) -> None:
        """From the first secession to its end it is not said whether Yugoslavia was a Party."""
        crc = cc.treaty("crc")

        assert crc.is_party("YUG", on="1991-06-24")
        with pytest.raises(
            cc.errors.UnknownStatusError, match="existence is contested from 1991-06-25 to its end on 1992"
        ):
            crc.is_party("YUG", on="1992-04-26")

    @pytest.mark.parametrize(
        ("treaty", "day", "then"),
        [
            ("crc", "1992-04-27", "party"),
            ("crc", "2006-06-02", "party"),
            ("untoc", "2001-09-06", "contracting"),
            ("untoc", "2004-01-01", "party"),
            ("opsc", "2002-01-01", "signatory"),
        ],
    )
    def test_a_name_that_passed_on(self, treaty: str, day: str, then: str) -> None:
        """The Federal Republic bore the name of Yugoslavia, up to a day that is not on record: no "no" for it."""
        asked = cc.treaty(treaty)
        named = cc.Status(then)

        assert named is asked.status("SCG", on=day)
        assert (cc.Status.NOT_PARTICIPATING, named) == asked.possible_statuses("Yugoslavia", on=day)
        if named is not cc.Status.PARTY:
            assert not asked.is_party("YUG", on=day)
            return
        with pytest.raises(cc.errors.UnknownStatusError, match="Yugoslavia"):
            asked.is_party("YUG", on=day)
        with pytest.raises(cc.errors.UnknownStatusError, match="Yugoslavia"):
            _ = cc.state("Yugoslavia") in asked.parties(on=day)
        told = str(asked.explain("Yugoslavia", on=day))
        assert "may mean Serbia and Montenegro (SCG), which bore it afterwards" in told

    def test_a_name_that_passed_on_opens_no_list(self) -> None:
        """Whom a name means is one question, and who was a Party another."""
        crc, yugoslavia = cc.treaty("crc"), cc.state("YUG")
        then = crc.parties(on="1995-01-01")

        assert (168, False) == (len(then), then.at_least)
        assert not crc.unknown(on="1995-01-01")
        assert cc.Totals(168, 8, at_least=False) == crc.totals(on="1995-01-01")
        for states in (then, then & crc.contracting_states(on="1995-01-01"), pickle.loads(pickle.dumps(then))):
            with pytest.raises(cc.errors.UnknownStatusError):
                _ = yugoslavia in states
        assert yugoslavia not in crc.signatories(on="1995-01-01")
        assert yugoslavia in crc.parties(on="1991-06-01")
        assert yugoslavia not in crc.parties(on="2006-06-03")
        with pytest.raises(cc.errors.UnknownStatusError):
            _ = yugoslavia in crc.signed(on="1995-01-01") - then

    @pytest.mark.parametrize("treaty", [treaty.id for treaty in cc.treaties()])
    @pytest.mark.parametrize("state", ["CSK", "DDR", "YUG"])
    def test_nothing_after_their_end(self, treaty: str, state: str) -> None:
        """A State that has ended takes no part, even where the record is partial."""
        assert cc.Status.NOT_PARTICIPATING is cc.treaty(treaty).status(state)

    def test_charts(self) -> None:
        """The chart of 1991 lists them, the last one does not, and neither is missed."""
        crc = cc.treaty("crc")
        then, now = cc.Chart.of(crc, "1991-06-01"), cc.Chart.of(crc)

        assert {"YUG", "CSK"} <= {row.state.id for row in then}
        assert {"YUG", "CSK", "DDR"}.isdisjoint(row.state.id for row in now)
        assert ((), ()) == (cc.reconcile(crc, now).changes, cc.reconcile(crc, now).conflicts)
        assert ((), ()) == (cc.reconcile(crc, then).changes, cc.reconcile(crc, then).conflicts)

    @pytest.mark.parametrize("state", ["CZE", "SVK", "HRV", "MNE"])
    def test_no_time_to_entry_into_force(self, state: str) -> None:
        """A succession takes effect on its date, and was notified later."""
        assert cc.treaty("crc")[state].time_to_entry_into_force is None


class TestFormerStates:
    """Serbia and Montenegro signed ETS 185 on 2005-04-07 and ended on 2006-06-03; Serbia continues it."""

    def test_one_signature(self) -> None:
        """The day of the signature adds one; Bulgaria's ratification of that day takes one."""
        budapest = cc.treaty("budapest")

        before, after = (budapest.totals(on=day).signatures_only for day in ("2005-04-06", "2005-04-07"))
        assert before == after
        assert 1 + budapest.totals(on="2006-06-02").signatures_only == budapest.totals(on="2006-06-03").signatures_only

    def test_who_was_there(self) -> None:
        """Until 2006-06-03 the signature is the state union's; Montenegro was no State."""
        budapest = cc.treaty("budapest")

        for on, of_union, of_montenegro in (
            ("2005-12-31", cc.Status.SIGNATORY, cc.Status.NOT_PARTICIPATING),
            ("2006-06-03", cc.Status.NOT_PARTICIPATING, cc.Status.SIGNATORY),
        ):
            assert of_union is budapest.status("Serbia and Montenegro", on=on)
            assert of_montenegro is budapest.status("Montenegro", on=on)
            assert cc.Status.SIGNATORY is budapest.status("Serbia", on=on)

    def test_un_treaties(self) -> None:
        """Palermo was in force for the state union; Montenegro succeeded on 2006-06-03."""
        untoc = cc.treaty("untoc")

        assert untoc.is_party("SCG", on="2005-01-01")
        assert not untoc.is_party("SCG", on="2006-06-03")
        assert (False, True) == (untoc.is_party("MNE", on="2006-06-02"), untoc.is_party("MNE", on="2006-06-03"))
        assert 195 == untoc.totals().consents

    def test_chart_of_a_day(self) -> None:
        """The chart of 2005 has one row, under the name of that time; that of 2007 has two."""
        budapest = cc.treaty("budapest")

        then = cc.Chart.of(budapest, "2005-12-31")
        assert "Serbia and Montenegro" == then["SCG"].name
        assert {"SRB", "MNE"}.isdisjoint(row.state.id for row in then.rows)
        assert then.totals == then.counted()
        now = cc.Chart.of(budapest, "2007-12-31")
        assert [date(2005, 4, 7)] * 2 == [now[state].signature for state in ("SRB", "MNE")]

    def test_columns_agree(self) -> None:
        """Columns and intervals know the former State too."""
        periods = cc.frames.intervals("budapest")

        assert {"SCG", "SRB", "MNE"} <= {each.state for each in periods}
        (union,) = (each for each in periods if each.state == "SCG" and each.status == "signatory")
        assert (date(2005, 4, 7), date(2006, 6, 3)) == (union.start, union.end)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Budapest Convention on Cybercrime", "ets185"),
        ("Protocol on Xenophobia and Racism committed through computer systems", "ets189"),
        ("Convention on the Protection of Children against Sexual Exploitation and Sexual Abuse", "cets201"),
        ("United Nations Convention Against Transnational Organized Crime", "untoc"),
        ("Palermo Convention", "untoc"),
        ("Convention on the Rights of the Child", "crc"),
        ("Optional Protocol to the Convention on the Rights of the Child on the sale of children", "opsc"),
        ("African Union Convention on Cyber Security and Personal Data Protection", "malabo"),
    ],
)
def test_names_of_the_page(name: str, id_: str) -> None:
    """What the page that the dataset started from calls a treaty finds it."""
    assert id_ == cc.treaty(name).id


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        # There are three optional protocols: the name must be given in full.
        ("Optional Protocol to the Convention on the Rights of the Child", "on the sale of children"),
        ("African Union Convention", "African Union Convention on Cyber Security"),
        ("Lanzarotte", "lanzarote"),
        ("second protocol", "'Second Additional Protocol'"),
        ("First Protocol", "'First Additional Protocol'"),
    ],
)
def test_names_that_are_not_enough(name: str, suggestion: str) -> None:
    """An incomplete or misspelt name is an error that suggests the whole one."""
    with pytest.raises(cc.errors.UnknownTreatyError, match=f"did you mean .*{suggestion}"):
        cc.treaty(name)


@pytest.mark.parametrize("name", ["third protocol", "protocol second", "united convention", "rights child", "second x"])
def test_no_suggestion_where_the_match_is_weak(name: str) -> None:
    """Words that no name has in this order, or names of two treaties have."""
    with pytest.raises(cc.errors.UnknownTreatyError, match=f"^'{name}' is not a treaty of the dataset; it has ets185"):
        cc.treaty(name)


@pytest.mark.parametrize("ref", ["cybercrime", "convention", "international", "to the", "x" * 400])
def test_the_error_for_an_unknown_treaty_has_an_end(ref: str) -> None:
    """Whatever is like it, and however long the titles are."""
    with pytest.raises(cc.errors.UnknownTreatyError, match="it has ets185.*malabo") as caught:
        cc.treaty(ref)

    assert len(str(caught.value)) <= 500
