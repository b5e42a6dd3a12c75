import copy
import pickle
from typing import Any

import attrs
import pytest

from cyberconventions._dataset import current
from cyberconventions._provisions import Subject, provision, provisions
from cyberconventions.errors import InvalidTypeError, UnknownProvisionError, UnknownTreatyError

IDS = [row["id"] for row in current().rows("treaties.csv")]


class TestProvisions:
    @pytest.mark.parametrize(
        ("subject", "articles"),
        [
            (Subject.OFFENCE, [*range(2, 11)]),
            (Subject.POWER, [14, *range(16, 22)]),
            (Subject.SAFEGUARD, [15]),
            (Subject.COOPERATION, [*range(23, 36)]),
        ],
    )
    def test_budapest_convention(self, subject: Subject, articles: list[int]) -> None:
        """Offences in Art. 2-10, powers in Art. 14-21, cooperation in Art. 23-35."""
        found = [int(each.article) for each in provisions("ets185") if each.subject is subject]

        assert articles == found

    @pytest.mark.parametrize("treaty", IDS)
    def test_every_article_resolves(self, treaty: str) -> None:
        """Each provision is found by its article and no article is there twice."""

        for each in provisions(treaty):
            assert each is provision(treaty, each.article)

    @pytest.mark.parametrize("treaty", IDS)
    def test_every_provision_has_a_source(self, treaty: str) -> None:
        """Titles and outlines rest on a document."""

        assert all(each.sources for each in provisions(treaty))

    def test_every_row_is_about_a_treaty_of_the_dataset(self) -> None:
        """No provision names a treaty that is not there."""
        named = {row["treaty"] for row in current().rows("provisions.csv")}

        assert named <= set(IDS)

    @pytest.mark.parametrize("article", ["20(1)(f)", "Art. 20(1)(f)", "article 20 (1) (f)"])
    def test_every_way_to_write_an_article(self, article: str) -> None:
        """Access to child pornography is Art. 20(1)(f) of the Lanzarote Convention."""
        access = provision("cets201", article)

        assert (access.reference, access.subject) == ("Art. 20(1)(f)", Subject.OFFENCE)

    def test_article_as_a_number(self) -> None:
        """Art. 2 of the Convention on Cybercrime is illegal access."""

        assert provision("ets185", 2).title == "Illegal access"

    def test_preamble(self) -> None:
        """The preamble is cited as such."""
        preamble = provision("opsc", "preamble")

        assert (preamble.reference, repr(preamble)) == ("Preamble", "<Provision opsc Preamble Preamble>")

    def test_in_words(self) -> None:
        """A provision prints with its article, title and outline."""

        assert str(provision("ets185", 35)).startswith("Art. 35, 24/7 Network: ")

    def test_a_treaty_without_an_outline(self) -> None:
        """The first Additional Protocol has none on record."""

        assert provisions("ets189") == ()
        with pytest.raises(UnknownProvisionError, match="on record: none"):
            provision("ets189", 3)

    def test_the_pages_article_does_not_resolve(self) -> None:
        """The page's Art. 21(1)(f) is not there, and the right one is suggested."""
        with pytest.raises(UnknownProvisionError, match=r"did you mean '20\(1\)\(f\)'"):
            provision("cets201", "21(1)(f)")

    def test_bad_questions(self) -> None:
        """Unknown treaties and wrong types are errors."""
        bad: Any = 185

        with pytest.raises(UnknownTreatyError, match="did you mean 'ets185'"):
            provisions("ets85")
        with pytest.raises(InvalidTypeError, match="expected a treaty's id"):
            provisions(bad)
        with pytest.raises(InvalidTypeError, match="expected an article"):
            provision("ets185", True)


@pytest.mark.parametrize(
    "value",
    [provision("ets185", 2)],
    ids=lambda value: type(value).__name__,
)
def test_frozen_hashable_picklable_copyable(value: object) -> None:
    """Every public value can be a key, go to another process, and not change."""
    assert value == pickle.loads(pickle.dumps(value)) == copy.deepcopy(value)
    assert hash(value) == hash(copy.copy(value))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.subject = None  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]


def test_read_once() -> None:
    """The table is read on the first question and kept."""

    assert provisions("crc")[0] is provision("crc", 34)
