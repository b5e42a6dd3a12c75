"""How to cite the dataset, or the record of one treaty; and which version of it this is."""

import attrs

from cyberconventions._dataset import current
from cyberconventions._treaties import treaty as treaty_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._treaties import TreatyLike

_DATASET = "cyberconventions: signatures, ratifications and accessions under cybercrime treaties"


def version_of_data() -> str:
    """Return the version of the dataset, which is separate from the code's.

    It is the date of the last change: year, month and day. No table is read for it.
    """
    return current().content("VERSION").decode("utf-8").strip()


@attrs.frozen(order=False)
class Citation:
    """A reference to the dataset, ready to paste.

    Attributes:
        text: One line of text.
        bibtex: A BibTeX entry.

    >>> import cyberconventions as cc
    >>> print(cc.cite().bibtex.splitlines()[0])
    @misc{cyberconventions,
    """

    text: str
    bibtex: str

    def __str__(self) -> str:
        return self.text


def cite(what: "TreatyLike | None" = None) -> Citation:
    """Return a citation of the dataset, or of a treaty's record with the day it stands as of.

    Arguments:
        what: A treaty, or any name of one; the whole dataset where left out.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.

    >>> import cyberconventions as cc
    >>> print(cc.cite(cc.treaty("budapest").known_at("2020-03-13")).text)
    Convention on Cybercrime (ETS No. 185), status as of 2020-03-13. In: cyberconventions: ... version ..., CC BY 4.0.
    """
    version = version_of_data()
    year = version.partition(".")[0]
    if what is None:
        text = f"{_DATASET}. Dataset, version {version}, CC BY 4.0."
        return Citation(text, _bibtex("cyberconventions", title=_DATASET, year=year, version=version, note=""))
    found = treaty_of(what)
    title = f"{found.title} ({found.reference}), status as of {found.as_of}"
    note = f"{found.coverage.value} record, after the {found.depositary}"
    text = f"{title}. In: {_DATASET}. Dataset, version {version}, CC BY 4.0."
    return Citation(text, _bibtex(f"cyberconventions-{found.id}", title=title, year=year, version=version, note=note))


def _bibtex(key: str, **fields: str) -> str:
    """Return an entry without its empty fields."""
    known = {
        "title": "{" + fields["title"] + "}",  # The second braces keep capitals.
        "author": "{The cyberconventions authors}",
        "year": fields["year"],
        "version": fields["version"],
        "howpublished": "Dataset, CC BY 4.0",
        "note": fields["note"],
    }
    lines = [f"  {name} = {{{value}}}," for name, value in known.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])
