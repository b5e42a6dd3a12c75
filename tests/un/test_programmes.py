from typing import Any

import pytest

from cyberconventions.errors import InvalidTypeError, UnknownEventError
from cyberconventions.un import programme, programmes


class TestProgramme:
    def test_mandate(self) -> None:
        """General Assembly resolution 65/230 and two resolutions of the CCPCJ."""

        assert [each.symbol for each in programme().resolutions] == [
            "A/RES/65/230",
            "CCPCJ resolution 22/7",
            "CCPCJ resolution 22/8",
        ]
        assert str(programme().established) == "2013"

    def test_donors_of_the_page_and_a_later_one(self) -> None:
        """Six governments as of the page's time, Qatar since 2023."""
        *early, qatar = programme().donors[:7]

        assert [each.state.id for each in early if each.state] == ["AUS", "CAN", "JPN", "NOR", "GBR", "USA"]
        assert (str(qatar), str(qatar.when), qatar.verified, qatar.erratum) == ("Qatar", "2023", True, 11)

    def test_objectives_and_regions_are_unverified(self) -> None:
        """Nothing beyond the page confirms them."""
        unverified = (*programme().objectives, *programme().regions)

        assert [(each.verified, each.erratum) for each in unverified] == [(False, 12)] * 7
        assert repr(unverified[3]) == "<ProgrammeStatement region, unverified: Central America>"
        assert "verified:" in repr(programme().donors[0])

    def test_by_name(self) -> None:
        """There is one, by its name, another name, or its id."""
        one = programme("global programme on cybercrime")

        assert one in programmes()
        assert one is programme("Global Programme") is programme(one.id)

    def test_unknown(self) -> None:
        """Another name is an error."""
        bad: Any = 1

        with pytest.raises(UnknownEventError, match="did you mean 'Global Programme on Cybercrime'"):
            programme("Global Programme on Cybercrimes")
        with pytest.raises(InvalidTypeError):
            programme(bad)

    def test_sources_resolve(self) -> None:
        """Every source id of the programme and of its statements has a document."""

        assert programme().sources
        assert all(statement.sources for statement in programme().statements)
