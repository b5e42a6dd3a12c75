"""The check of names, members, sources, errata and votes."""

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder


class TestKeys:
    @pytest.mark.parametrize(
        ("file", "start", "what"),
        [
            ("treaties.csv", "malabo,", "has the id of line"),
            ("sources.csv", "coe-185-2020,", "has the id of line"),
            ("votes.csv", "74/247,plenary,IND,", "has the resolution, stage, state of line"),
            ("ets185/acts.csv", "FRA,signature,", "has the state, kind, date, territory of line"),
        ],
    )
    def test_line_that_stands_twice(self, folder: "Folder", file: str, start: str, what: str) -> None:
        """A key names one row, whether the tools that read it check that or not; and no whole line stands twice."""
        first = folder.line(file, start)
        second = folder.insert(file, start, folder.lines(file)[first - 1])

        assert folder.finds(file, second, f"{what} {first}")

    def test_one_key_for_two_treaties(self, folder: "Folder") -> None:
        """The line of another treaty with the same id; a table's key may be described as one word."""
        place = folder.root / "datapackage.json"
        place.write_text(place.read_text(encoding="utf-8").replace('"primaryKey": ["id"]', '"primaryKey": "id"'))
        line = folder.line("treaties.csv", "opsc,")
        folder.insert("treaties.csv", "opsc,", folder.lines("treaties.csv")[line - 1].replace("opsc,", "crc,", 1))

        assert folder.finds("treaties.csv", line + 1, "has the id of line")


class TestNamesAndMembers:
    def test_name_of_two_treaties(self, folder: "Folder") -> None:
        """A usual name leads to one treaty."""
        line = folder.change("treaties.csv", "cets201,", ",lanzarote|", ",lanzarote|Budapest|")

        assert folder.finds_only("treaties.csv", line, "name 'Budapest' is ets185's already")

    def test_name_of_two_bodies(self, folder: "Folder") -> None:
        """So it is with bodies."""
        line = folder.change("bodies.csv", "ecosoc,", ",ECOSOC", ",ECOSOC|unga")

        assert folder.finds_only("bodies.csv", line, "name 'unga' is general-assembly's already")

    def test_name_of_two_states(self, folder: "Folder") -> None:
        """A spelling means one State, whatever its accents; ISO 3166-1 has its say."""
        line = folder.insert("state_names.csv", "Swaziland,", "Côte d’Ivoire,GHA,,,")

        assert folder.finds_only("state_names.csv", line, "means CIV already, not GHA")

    def test_another_list_that_names_another_state(self, folder: "Folder") -> None:
        """A name in another language means the State that its usual names mean, however it is written."""
        line = folder.insert("other_names.csv", "Rusia,", "The St Lucia,RUS,de,cldr-babel-2026,")

        assert folder.finds_only("other_names.csv", line, "name 'The St Lucia' means LCA already, not RUS")

    def test_other_name_without_a_source(self, folder: "Folder") -> None:
        """A list is named, or who prints it."""
        line = folder.change("other_names.csv", "Rusia,", ",cldr-babel-2026,", ",,")

        assert folder.finds_only("other_names.csv", line, "name 'Rusia' has no sources")

    def test_name_of_two_groups(self, folder: "Folder") -> None:
        """So it is with groups of States."""
        line = folder.change("groups.csv", "ecowas,", "ECOWAS|", "ECOWAS|AU|")

        assert folder.finds_only("groups.csv", line, "name 'AU' is au's already")

    @pytest.mark.parametrize(
        ("start", "old", "new", "words"),
        [
            ("eu,CYP", ",2004-05-01,", ",,", "joined is empty, expected a day: the members of eu are complete"),
            ("eu,GBR", ",2020-02-01,", ",1972,", "left 1972 is not after joined 1973-01-01"),
        ],
    )
    def test_members_of_groups(self, folder: "Folder", start: str, old: str, new: str, words: str) -> None:
        """Since when a member is one is known where the list claims it, and each State votes in one region."""
        line = folder.change("group_members.csv", start, old, new)

        assert folder.finds_only("group_members.csv", line, words)

    def test_two_regions(self, folder: "Folder") -> None:
        """A State takes part in two regional groups at most in one of them without a vote."""
        folder.change("group_members.csv", "un-asia-pacific,TUR", ",takes part,", ",,")
        line = folder.line("group_members.csv", "un-weog,TUR")

        assert folder.finds_only("group_members.csv", line, "TUR votes in un-asia-pacific already")

    def test_member_of_no_group(self, folder: "Folder") -> None:
        """A group that is not described is named once for each line, and nothing else is said of them."""
        folder.remove("groups.csv", "pif,")

        found = [each.message for each in folder.find(folder) if each.file == "group_members.csv"]
        assert {"group 'pif' is not in groups.csv"} == {*found}

    def test_own_state_with_a_code_of_iso(self, folder: "Folder") -> None:
        """An id of the dataset must not be a code of ISO 3166-1."""
        line = folder.insert("states.csv", "EUE,", "FRX,France,former State,,2000-01-01,,,,")

        assert folder.finds_only("states.csv", line, "'France' means FRA already")

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("YUG,HRV", "YUG,FRA", "successor 'FRA' is not among those of YUG"),
            ("1991-10-08", "1992-04-27", "since 1992-04-27, but YUG ended on 1992-04-27"),
        ],
    )
    def test_successions(self, folder: "Folder", old: str, new: str, words: str) -> None:
        """A line is about a successor, and its beginning before the former State's end."""
        line = folder.change("successions.csv", "YUG,HRV", old, new)

        assert folder.finds("successions.csv", line, words)

    def test_membership_that_ends_before_it_begins(self, folder: "Folder") -> None:
        """Left after joined."""
        line = folder.change("coe_members.csv", "RUS,", "2022-03-16", "1992-03-16")

        assert folder.finds("coe_members.csv", line, "left 1992-03-16 is not after joined 1996-02-28")

    def test_membership_that_overlaps(self, folder: "Folder") -> None:
        """A member can't join; a former one can."""
        line = folder.insert("coe_members.csv", "FRA,", "FRA,2000-01-01,,hrea-coe-member-states,high,")
        folder.insert("coe_members.csv", "RUS,", "RUS,2030-01-01,,hrea-coe-member-states,high,")

        assert folder.finds_only("coe_members.csv", line, "FRA joined 2000-01-01, but was a member already")

    def test_flags_of_a_state_without_acts(self, folder: "Folder") -> None:
        """Russia stood on the chart of 2020 with nothing in its row."""
        line = folder.change("ets185/flags.csv", "2020-03-13,RUS", "RUS,", "RUS,R.")

        assert folder.finds_only("ets185/flags.csv", line, "state 'RUS' has flags but no act on record")


class TestSources:
    def test_unused_source(self, folder: "Folder") -> None:
        """A source that states nothing is a leftover."""
        line = folder.insert("sources.csv", "zaki-57451,", "zaki-57452,Nothing,Nobody,https://example.org,,")

        assert folder.finds_only("sources.csv", line, "source 'zaki-57452' is used nowhere")

    def test_source_without_an_address(self, folder: "Folder") -> None:
        """A source that can't be looked up says so in its title; a post of 2026 does."""
        line = folder.change("sources.csv", "zaki-57451,", "https://zaki.ru/pagesnew.php?id=57451&page=8", "")

        assert folder.finds_only("sources.csv", line, "address is empty, expected one, or a title that says")
        assert (
            "post-2026-08-02,Post of 2 August 2026"
            in folder.lines("sources.csv")[folder.line("sources.csv", "post-2026-08-02,") - 1]
        )

    def test_undefined_source(self, folder: "Folder") -> None:
        """A source is defined in sources.csv."""
        folder.remove("sources.csv", "fedlex-untoc-2026,")
        line = folder.line("totals.csv", "untoc,2026-09-11")

        assert folder.finds("totals.csv", line, "sources 'fedlex-untoc-2026' is not among the sources")


class TestErrata:
    @pytest.mark.parametrize("row", [1, 13, 21])
    def test_a_number_that_went_away(self, folder: "Folder", row: int) -> None:
        """Errata are cited by their numbers."""
        line = folder.remove("errata.csv", f"{row},")

        assert folder.finds("errata.csv", line, f"row {row + 1}, but no row {row}: numbers are cited")


class TestVotes:
    def test_resolution_without_adoption(self, folder: "Folder") -> None:
        """Every resolution was adopted."""
        folder.remove("stages.csv", "75/282,")
        line = folder.line("resolutions.csv", "75/282,")

        assert folder.finds_only("resolutions.csv", line, "has no stage 'plenary'")

    def test_roll_call_against_the_tally(self, folder: "Folder") -> None:
        """A roll call gives the published tally, 79-60-33."""
        folder.change("votes.csv", "74/247,plenary,IND", "yes", "no")
        line = folder.line("stages.csv", "74/247,plenary")

        assert folder.finds("stages.csv", line, "yes 79, but votes.csv has 78")
        assert folder.finds("stages.csv", line, "no 60, but votes.csv has 61")

    def test_tally_in_part(self, folder: "Folder") -> None:
        """A tally has three numbers."""
        line = folder.change("stages.csv", "74/247,third", "88,58,34", "88,58,")

        assert folder.finds_only("stages.csv", line, "tally 88-58- is not complete")

    def test_statement_without_text(self, folder: "Folder") -> None:
        """A donor is a State; everything else is said in words."""
        line = folder.change("programme_statements.csv", "global-programme-cybercrime,donor,,CAN", "CAN", "")

        assert folder.finds_only("programme_statements.csv", line, "expected either text or, for a donor, state")
