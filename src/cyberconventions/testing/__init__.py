"""Treaties made for a test: what States did in a few words, under the final clauses of a real treaty.

>>> from cyberconventions.testing import treaty_of
>>> treaty_of(parties={"FRA": "2006-01-10"}, signatories=["IRL"])
<Treaty Test No. 1 Test Convention: 1 parties, 1 signatories, as of 2025-12-31>
"""

from cyberconventions.testing._builders import treaty_of

__all__ = ["treaty_of"]
