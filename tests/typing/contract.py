"""The types that the public contract promises; mypy and pyright check each line, ``test_contract.py`` runs them."""

from collections.abc import Iterator
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, assert_type

import cyberconventions as cc
from cyberconventions._dataset import bundled
from cyberconventions._treaties import Treaties

if TYPE_CHECKING:
    import polars as pl


def finding() -> None:
    assert_type(cc.treaty("budapest"), cc.Treaty)
    assert_type(cc.treaty(185), cc.Treaty)
    assert_type(cc.treaties(), Treaties)
    assert_type(cc.treaties(party="FRA", on="2015-01-01").undecided, tuple[cc.Treaty, ...])
    assert_type(cc.data_version, str)
    assert_type(cc.__version__, str)


def records() -> None:
    own = cc.dataset(bundled().folder)

    assert_type(own, cc.Record)
    assert_type(own.folder, str)
    assert_type(own.data_version, str)
    assert_type(own.treaty("budapest"), cc.Treaty)
    assert_type(own.treaties(party="FRA", on="2015-01-01"), Treaties)
    asked = own.cooperation(requesting="FRA", requested="JPN", measure="preservation", on="2015-01-01")
    assert_type(asked, cc.Cooperation)
    with cc.using(own):
        assert_type(cc.treaty(185), cc.Treaty)


def states() -> None:
    france = cc.state("France")

    assert_type(france, cc.State)
    assert_type(cc.state(france), cc.State)
    assert_type(france.id, str)
    assert_type(france.name, str)
    assert_type(france.alpha_2, str | None)
    assert_type(france.alpha_3, str | None)
    assert_type(france.numeric, str | None)
    assert_type(france.flag, str | None)
    assert_type(france.member_of_coe("2020-03-13"), bool)
    assert_type(france.region, str | None)
    assert_type(france.groups(), cc.Groups)
    assert_type(france.groups("2020-03-13").undecided, tuple[str, ...])
    assert_type(cc.states(), cc.States)
    assert_type(cc.states("EU", on="2020-03-13"), cc.States)
    assert_type(cc.group("African Union", on=date(2026, 1, 1)), cc.States)


def territories() -> None:
    hong_kong = cc.territory("HKG")

    assert_type(hong_kong, cc.Territory)
    assert_type(cc.territory(hong_kong), cc.Territory)
    assert_type(hong_kong.id, str)
    assert_type(hong_kong.name, str)
    assert_type(hong_kong.alpha_2, str)
    assert_type(hong_kong.alpha_3, str)
    assert_type(hong_kong.numeric, str)
    assert_type(hong_kong.flag, str)
    assert_type(hong_kong.responsible("1997-06-30"), cc.State | None)
    assert_type(hong_kong.disputed, bool)
    assert_type(hong_kong.comment, str)
    assert_type(hong_kong.confidence, cc.Confidence)
    assert_type(hong_kong.sources, tuple[cc.Source, ...])
    assert_type(hong_kong.source, cc.Source)
    assert_type(cc.treaty("palermo").applies_to(hong_kong), cc.Answer)
    assert_type(cc.treaty("palermo").applies_to("HKG", on="2020-01-01"), cc.Answer)
    assert_type(cc.Answer.YES & cc.Answer.UNKNOWN, cc.Answer)
    assert_type(~(cc.Answer.YES | cc.Answer.NO), cc.Answer)
    assert_type(bool(cc.Answer.YES), bool)


def facts_of_a_treaty() -> None:
    treaty = cc.treaty("budapest").known_at("2026-04-25")

    assert_type(treaty, cc.Treaty)
    assert_type(treaty.id, str)
    assert_type(treaty.reference, str)
    assert_type(treaty.title, str)
    assert_type(treaty.short_title, str)
    assert_type(treaty.opened, date | None)
    assert_type(treaty.entry_into_force, date | None)
    assert_type(treaty.depositary, str)
    assert_type(treaty.parent, str | None)
    assert_type(treaty.as_of, date)
    assert_type(treaty.coverage, cc.Coverage)
    assert_type(treaty.complete_to, date | None)
    assert_type(treaty.rules, cc.rules.Rules)
    assert_type(treaty.rules.later, cc.rules.Clause)
    assert_type(treaty.provisions, tuple[cc.Provision, ...])
    assert_type(treaty.sources, tuple[cc.Source, ...])
    assert_type(treaty.errata, tuple[cc.Erratum, ...])
    assert_type(treaty.misprints, tuple[cc.Misprint, ...])
    assert_type(treaty.unknowns, tuple[cc.Unknown, ...])


def answers_of_a_treaty() -> None:
    treaty = cc.treaty("budapest").known_at("2026-04-25")

    assert_type(treaty["France"], cc.Participation)
    assert_type(iter(treaty), Iterator[cc.Participation])
    assert_type(len(treaty), int)
    assert_type("France" in treaty, bool)
    assert_type(treaty.status("France"), cc.Status)
    assert_type(treaty.status("France", on="2010-01-01"), cc.Status)
    assert_type(treaty.status("France", date(2010, 1, 1)), cc.Status)
    assert_type(treaty.possible_statuses("France"), tuple[cc.Status, ...])
    assert_type(treaty.is_party("France"), bool)
    assert_type(treaty.is_party(cc.state("FRA"), on=date(2010, 1, 1)), bool)
    assert_type(treaty.parties(), cc.States)
    assert_type(treaty.contracting_states("2010-01-01"), cc.States)
    assert_type(treaty.signatories(on="2010-01-01"), cc.States)
    assert_type(treaty.invited(), cc.States)
    assert_type(treaty.signed(), cc.States)
    assert_type(treaty.parties() - treaty.invited(), cc.States)
    assert_type(treaty.totals("2020-03-13"), cc.Totals)
    assert_type(treaty.totals().consents, int)
    assert_type(treaty.totals().signatures_only, int)
    assert_type(treaty.totals().at_least, bool)
    assert_type(treaty.known_at(date(2020, 3, 13)), cc.Treaty)
    assert_type(treaty.would_enter_into_force("Ireland", deposited="2026-11-30"), date | None)
    assert_type(treaty.instruments_needed, int)


def participations() -> None:
    benin = cc.treaty("budapest")["Benin"]

    assert_type(benin.state, cc.State)
    assert_type(benin.treaty, cc.Treaty)
    assert_type(benin.acts, tuple[cc.Act, ...])
    assert_type(benin.signature, cc.Act | None)
    assert_type(benin.consent, cc.Act | None)
    assert_type(benin.withdrawal, cc.Act | None)
    assert_type(benin.invitation, cc.Invitation | None)
    assert_type(benin.invitations, tuple[cc.Invitation, ...])
    assert_type(benin.entry_into_force, date | None)
    assert_type(benin.periods, tuple[cc.Period, ...])
    assert_type(benin.history, tuple[cc.Period, ...])
    assert_type(benin.periods[0].status, cc.Status)
    assert_type(benin.periods[0].start, date | None)
    assert_type(benin.footnotes, cc.charts.Footnotes)
    assert_type(benin.notes, tuple[cc.Code, ...] | None)
    assert_type(benin.notes_on("2020-03-13"), tuple[cc.Code, ...] | None)
    assert_type(benin.status("2024-06-20"), cc.Status)
    assert_type(benin.is_party("2024-06-20"), bool)
    assert_type(benin.time_to_consent, timedelta | None)
    assert_type(benin.time_to_entry_into_force, timedelta | None)


def acts_and_invitations() -> None:
    benin = cc.treaty("budapest")["Benin"]
    act, invitation = benin.acts[0], benin.invitation
    assert invitation is not None

    assert_type(act.kind, cc.ActKind)
    assert_type(act.date, date | None)
    assert_type(act.earliest, date | None)
    assert_type(act.latest, date | None)
    assert_type(act.effective, date | None)
    assert_type(act.source, cc.Source | None)
    assert_type(act.confidence, cc.Confidence)
    assert_type(invitation.decided, date | None)
    assert_type(invitation.expires, cc.DateWindow | None)
    assert_type(invitation.validity("2024-01-01"), cc.Validity)


def charts() -> None:
    chart = cc.Chart.of("budapest", "2020-03-13")

    assert_type(chart, cc.Chart)
    assert_type(cc.parse_chart(chart.to_text()), cc.Chart)
    assert_type(cc.parse_chart(chart.to_json().encode()), cc.Chart)
    assert_type(chart.reference, str)
    assert_type(chart.title, str)
    assert_type(chart.as_of, date)
    assert_type(chart.rows, tuple[cc.Row, ...])
    assert_type(chart["France"], cc.Row)
    assert_type(chart.totals, cc.Totals | None)
    assert_type(chart.footnotes, cc.charts.Footnotes)
    assert_type(chart.problems, tuple[cc.charts.Problem, ...])


def changes() -> None:
    treaty = cc.treaty("budapest")
    old, new = treaty.known_at("2025-06-01"), treaty.known_at("2025-08-28")
    found = cc.diff(old, new)
    reconciled = cc.reconcile(old, cc.Chart.of(new))

    assert_type(found, cc.ChangeSet)
    assert_type(found[0], cc.Change)
    assert_type(found[0].kind, cc.ChangeKind)
    assert_type(found[0].state, cc.State | None)
    assert_type(found.of(cc.ChangeKind.CONSENT), tuple[cc.Change, ...])
    assert_type(found.as_text(), str)
    assert_type(reconciled, cc.Reconciliation)
    assert_type(reconciled.changes, tuple[cc.Act, ...])
    assert_type(reconciled.conflicts, tuple[cc.charts.Conflict, ...])
    assert_type(reconciled.treaty, cc.Treaty)


def symbols() -> None:
    assert_type(cc.decode("R. D. A."), tuple[cc.Code, ...])
    assert_type(cc.decode("a", scheme="un", legend="Ratification, Accession(a)")[0].symbol, str)
    assert_type(cc.decode("a")[0].name, str)
    assert_type(cc.decode("a")[0].meaning, str)
    assert_type(cc.cite("budapest"), cc.Citation)
    assert_type(cc.cite(cc.resolution("74/247")).csl_json, str)
    with TemporaryDirectory() as folder:
        assert_type(cc.export(folder, format="csv"), tuple[str, ...])


def the_un_process() -> None:
    resolution = cc.resolution("74/247")

    assert_type(cc.timeline(until="2020-01-01"), cc.un.Events)
    assert_type(cc.timeline()[0], cc.un.Event)
    assert_type(cc.timeline()[:3], cc.un.Events)
    assert_type(resolution.stage().ballots[0], cc.un.Ballot)
    assert_type(resolution, cc.un.Resolution)
    assert_type(resolution.vote("India"), cc.un.Vote)


def columns(eager: "pl.DataFrame", lazy: "pl.LazyFrame") -> None:
    """The frame that comes back is of the kind that went in."""
    assert_type(cc.frames.with_status(eager, "budapest", state="country", on="day"), "pl.DataFrame")
    assert_type(cc.frames.with_party(lazy, "budapest", state="country", on="day"), "pl.LazyFrame")
    assert_type(cc.frames.both_bound(eager, "budapest", a="sender", b="receiver", on="day"), "pl.DataFrame")
    assert_type(cc.frames.common_treaties(lazy, a="sender", b="receiver", on="day"), "pl.LazyFrame")
    asked = cc.frames.with_cooperation(eager, "MLA", requesting="sender", requested="receiver", on="day")
    assert_type(asked, "pl.DataFrame")
    assert_type(next(iter(cc.frames.statements("budapest"))), cc.frames.StatementInterval)
    assert_type(cc.frames.territories()["applies"], tuple[Any, ...])
    assert_type(cc.frames.sql("budapest", "requests", state="country", on="day"), str)


def errors() -> None:
    try:
        cc.state("Korea")
    except cc.errors.UnknownStateError as error:
        as_any_error: cc.CyberConventionsError = error
        as_built_in: LookupError = error
        assert repr(as_any_error) == repr(as_built_in)


def statements() -> None:
    budapest = cc.treaty("budapest").known_at("2026-04-25")
    found = budapest.statements("Nigeria", on="2023-01-01", article="29(4)", kind="reservation")

    assert_type(found, cc.Statements)
    assert_type(budapest.statements(), cc.Statements)
    assert_type(budapest["Nigeria"].statements, cc.Statements)
    assert_type(found.answer, cc.Answer)
    assert_type(found.complete, bool)
    assert_type(found.undecided, tuple[cc.Statement, ...])
    assert_type(found[0], cc.Statement)
    assert_type(found[0].kind, cc.StatementKind)
    assert_type(found[0].effective, date | None)
    assert_type(found[0].stands("2023-01-01"), cc.Answer)
    assert_type(found[0].sources, tuple[cc.Source, ...])
    assert_type(budapest.authorities("Nigeria"), cc.Authorities)
    assert_type(budapest.authorities("Nigeria", on="2023-01-01", function="central").known, tuple[cc.Authority, ...])
    assert_type(cc.measure("preservation"), cc.Measure)


def cooperation() -> None:
    found = cc.cooperation(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01")

    assert_type(found, cc.Cooperation)
    assert_type(found.answer, cc.Answer)
    assert_type(found.in_force(), tuple[cc.LegalBasis, ...])
    assert_type(found.possible(), tuple[cc.LegalBasis, ...])
    assert_type(found.territory, cc.Territory | None)
    assert_type(found.text(), str)
    assert_type(found.bases[0].in_force, cc.Answer)
    assert_type(found.bases[0].why, cc.Reason)
    assert_type(found.bases[0].since, date | None)
    assert_type(found.bases[0].certain_until, date | None)
    assert_type(found.bases[0].statements, tuple[cc.Statement, ...])
    assert_type(found.bases[0].authorities, cc.Authorities)
    assert_type(found.bases[0].sources, tuple[cc.Source, ...])


def kit() -> None:
    treaty = cc.testing.treaty_of(parties={"FRA": "2006-01-10"}, unknown=["ITA"])

    assert_type(treaty, cc.Treaty)
    assert_type(cc.Act("FRA", "signature", "2001-11-23", effective="2001-11-23"), cc.Act)
    assert_type(cc.testing.state("Ruritania"), cc.State)
    assert_type(cc.testing.budapest_2020(), cc.Treaty)
    assert_type(cc.testing.chart_text(treaty, format="html"), str)
    with cc.testing.frozen_record("2020-03-13") as day:
        assert_type(day, date)
    cc.testing.assert_party(treaty, "FRA", on="2006-05-01")


def plots() -> None:
    picture = cc.plots.map("budapest", on="2025-06-01")

    assert_type(picture, cc.plots.Picture)
    assert_type(cc.plots.delays("budapest", by=None, until="force"), cc.plots.Picture)
    assert_type(cc.plots.votes("74/247", by="budapest"), cc.plots.Picture)
    assert_type(cc.plots.partners("France", "preservation", on=date(2023, 1, 1)), cc.plots.Picture)
    assert_type(picture.with_theme("dark"), cc.plots.Picture)
    assert_type(picture.alt, str)


def json() -> None:
    assert_type(cc.to_json(cc.state("FRA")), str)
