"""Treaties made for a test: what States did in a few words, under the final clauses of a real treaty.

>>> from cyberconventions.testing import treaty_of
>>> treaty = treaty_of(parties={"FRA": "2006-01-10"}, signatories=["IRL"])
>>> treaty.status("FRA", on="2006-04-30"), treaty.status("FRA", on="2006-05-01"), treaty.status("IRL")
(<Status.CONTRACTING: 'contracting'>, <Status.PARTY: 'party'>, <Status.SIGNATORY: 'signatory'>)
"""

from cyberconventions.testing._builders import treaty_of

__all__ = ["treaty_of"]
