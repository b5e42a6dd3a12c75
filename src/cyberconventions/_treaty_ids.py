"""The ids of the dataset's treaties, for what a record says of a treaty without reading its acts."""

from cyberconventions._dataset import compiled, current
from cyberconventions.errors import UnknownTreatyError, did_you_mean, quoted, wrong_type


@compiled()
def treaty_ids() -> tuple[str, ...]:
    """Return the ids, in the dataset's order.

    >>> "ets185" in treaty_ids()
    True
    """
    return tuple(row["id"] for row in current().rows("treaties.csv"))


def check_treaty_id(treaty_id: str) -> None:
    """Check that a treaty of the dataset has this id.

    Arguments:
        treaty_id: The id.

    Raises:
        UnknownTreatyError: No treaty has it; the message lists the ids.
        InvalidTypeError: It is not text.

    >>> check_treaty_id("ets185")
    """
    if not isinstance(treaty_id, str):
        raise wrong_type(treaty_id, "a treaty's id")
    if treaty_id not in treaty_ids():
        known = ", ".join(treaty_ids())
        hint = did_you_mean(treaty_id, treaty_ids())
        raise UnknownTreatyError(f"{quoted(treaty_id)} is not a treaty id of the dataset{hint}; it has {known}")
