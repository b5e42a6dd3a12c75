"""The forms in which charts are published: a reader of each, and a writer beside it where the library writes it."""
