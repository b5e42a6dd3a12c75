"""A chart in a file."""

from pathlib import Path

import pytest

import cyberconventions as cc


class TestFiles:
    def test_missing(self, tmp_path: Path) -> None:
        """A file that is not there is named, with those beside it that are spelt like it."""
        (tmp_path / "chart-2020.txt").write_text("", encoding="utf-8")
        with pytest.raises(cc.errors.MissingFileError, match="did you mean 'chart-2020.txt'") as caught:
            cc.read_chart(tmp_path / "chart-2002.txt")
        assert isinstance(caught.value, FileNotFoundError)
        with pytest.raises(cc.errors.MissingFileError, match="there is no file"):
            cc.read_chart(tmp_path / "nowhere" / "chart.txt")
        with pytest.raises(cc.errors.MissingFileError, match="there is no file ''"):
            cc.read_chart("")

    def test_unreadable(self, tmp_path: Path) -> None:
        """A folder is no file, and no system has a path with a null in it."""
        for path in (tmp_path, "a\0b"):
            with pytest.raises(cc.errors.UnreadableFileError, match="can't be read"):
                cc.read_chart(path)
