"""Reads a Treaty Office chart from pasted text.

Blank cells collapse in every text copy, so a row is read as tokens: a name, up to three dates with a mark, footnote
numbers, flags. Non-breaking spaces count as spaces. A cell may stand on a line of its own, and a name or a header over
several: what is not a name goes on with the row above. Where a copy glues cells together, the names of States decide
where a name ends. Where tabs part the cells and a header names the columns, the columns say what a day is. The ``X``
marks of the oldest pages, which have no letters, are read by their column – where the copy still shows it.
"""
