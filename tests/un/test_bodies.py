import pytest

import cyberconventions as cc
from cyberconventions.errors import UnknownEventError
from cyberconventions.un import bodies, body


class TestBodies:
    def test_chain_of_the_expert_group(self) -> None:
        """ECOSOC's commission set up the expert group; UNODC did not."""
        group = body("expert-group")
        parent = body(group.parent or "")

        assert (parent.id, parent.parent) == ("ccpcj", "ecosoc")

    @pytest.mark.parametrize("name", ["Expert group", "expert group", "Expert group on cybercrime", "IEG"])
    def test_names_of_the_expert_group(self, name: str) -> None:
        """By the word for short, too."""

        assert "expert-group" == body(name).id

    def test_a_word_that_is_not_a_name(self) -> None:
        """A name is never taken for another that looks like it."""
        with pytest.raises(UnknownEventError, match="did you mean 'Expert group'"):
            body("Experts group")

    def test_every_parent_is_on_record(self) -> None:
        """Every body is part of one on record, or of none."""
        ids = {each.id for each in bodies()}

        assert {each.parent for each in bodies()} - {None} <= ids

    def test_in_words(self) -> None:
        """A body prints as its name."""

        assert (
            str(body("crime congress")),
            repr(body("crime congress")),
        ) == ("UN Crime Congress", "<Body crime-congress UN Crime Congress>")

    def test_an_own_body(self) -> None:
        """A body outside the process can be searched for too."""
        office = cc.un.Body("treaty-office", "Treaty Office")

        assert office is body("treaty office", among=(office,))
