"""What the site needs beside Sphinx: links to public names, pages made of the data."""

import json
import os
import re
import subprocess
import sys
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import cyberconventions as cc

# Pages of the standard library: looking its inventory up would need a network while the site is built.
_PYTHON = "https://docs.python.org/3/library/"
_STANDARD = {
    "date": "datetime.html#datetime.date",
    "datetime.date": "datetime.html#datetime.date",
    "datetime.timedelta": "datetime.html#datetime.timedelta",
    "Path": "pathlib.html#pathlib.Path",
    "pathlib.Path": "pathlib.html#pathlib.Path",
    "os.PathLike": "os.html#os.PathLike",
    "EllipsisType": "types.html#types.EllipsisType",
}
_STANDARD |= {
    f"{prefix}{name}": f"collections.abc.html#collections.abc.{name}"
    for name in ("Callable", "Iterable", "Iterator", "Mapping", "Sequence")
    for prefix in ("", "collections.abc.")
}
# What arguments take is explained on one page, a heading for each name.
_ALIASES = {
    *("BodyLike", "By", "ByState", "Citable", "DateLike", "Errors", "Format", "KindLike", "Late", "Layout"),
    *("Printed", "ResolutionLike"),
    *("Silent", "StageLike", "StateLike", "Territories", "TerritoryLike", "Theme", "TreatyLike", "Until"),
}
# Types of third parties, and type variables: text without a link.
_PLAIN = {
    "Any",
    "AnyRow",
    "Asked",
    "Column",
    "Findings",
    "FrameT",
    "LayerChart",
    "Native",
    "RowT",
    "RowT_co",
    "SearchStrategy",
    "Self",
    "Value",
}


def _homes() -> dict[str, str]:
    """Return the public name, as the reference has it, of each class by its own name."""
    modules = {"": cc, "rules.": cc.rules, "charts.": cc.charts, "un.": cc.un, "frames.": cc.frames}
    found: dict[str, str] = {}
    for prefix, module in modules.items():
        for name in module.__all__:
            value = getattr(module, name)
            home = getattr(value, "__module__", "").removeprefix("cyberconventions.").partition(".")[0]
            # What the package has from one of its modules is explained on that module's page.
            at = f"{home}." if not prefix and home in {"charts", "errors", "un"} else prefix
            found.setdefault(name, f"cyberconventions.{at}{name}")
    for name in dir(cc.errors):
        found.setdefault(name, f"cyberconventions.errors.{name}")
    return found


_HOMES = _homes()


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element) -> nodes.Element | None:
    """Link what is imported for type checkers only, what is public elsewhere, and the standard library."""
    target = node["reftarget"].removeprefix("~").lstrip(".")
    name = target.rpartition(".")[2]
    if target in _STANDARD:
        return nodes.reference("", "", content, internal=False, refuri=_PYTHON + _STANDARD[target])
    if name in _ALIASES:
        uri = app.builder.get_relative_uri(node["refdoc"], "reference/arguments")
        return nodes.reference("", "", content, internal=True, refuri=f"{uri}#{name.lower()}")
    if name in _PLAIN:
        return content
    domain = env.get_domain("py")
    head, _, member = target.rpartition(".")
    tries = [_HOMES.get(name), f"{_HOMES.get(head.rpartition('.')[2], head)}.{member}"]
    inside = node.get("py:class")
    if inside and "." not in target:
        tries.append(f"{_HOMES.get(inside.rpartition('.')[2], inside)}.{target}")
    for full in tries:
        if full and full != target and full in domain.objects:  # type: ignore[attr-defined]
            retry = node.copy()
            retry["reftarget"], retry["reftype"] = full, "obj"
            return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", full, retry, content)
    return None


# Pages that stand at the top of the repository, and are pages of the site too, with what follows each.
_TOP = {
    "index": "README.md",
    "changelog": "CHANGELOG.md",
    "contributing": "CONTRIBUTING.md",
    "contributing-data": "CONTRIBUTING-DATA.md",
}
_NEXT = {
    "changelog": "[how do I pin the data?](pin.md) · [contributing code](contributing.md)",
    "contributing": "[contributing data](contributing-data.md) · [every call](reference/index.md)",
    "contributing-data": "[the tables of the dataset](data-dictionary.md) · [a treaty of my own](own-treaty.md)",
}
_BOX = "<!-- box -->"  # where the README gets the box on the site


def read_top(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take a page from the top of the repository, and make links there and to there links within the site."""
    if docname in _TOP:
        top = (Path(app.srcdir).parent / _TOP[docname]).read_text(encoding="utf-8")
        top = top.replace("](docs/", "](").replace('"docs/', '"').replace("](LICENSE", "](../LICENSE")
        if docname == "index":
            _, box, rest = re.split(r"(```\{raw\} html\n.*?```\n)", source[0], maxsplit=1, flags=re.DOTALL)
            source[0] = top.replace(_BOX, box) + rest
        else:
            source[0] = f"{top}\n\nNext: {_NEXT[docname]}\n"
    up = "../" * docname.count("/")
    for page, file in _TOP.items():
        source[0] = re.sub(rf"\]\((\.\./)*{file}", f"]({up}{page}.md", source[0])


_PICTURE = re.compile(
    r'<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="(?P<dark>[^"]*)">\s*'
    r'<img src="(?P<light>[^"]*)"(?: align="(?P<align>\w+)")?(?: width="(?P<width>\d+)")? alt="(?P<alt>[^"]*)">\s*'
    r"</picture>"
)


_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<light>pictures/\w+\.svg)\)")


def add_pictures(app: Sphinx, docname: str, source: list[str]) -> None:
    """Show pictures as the page is, light or dark: a reader may choose otherwise than the system does."""

    def both(found: re.Match[str]) -> str:
        parts = {"dark": f"{found['light'].removesuffix('.svg')}-dark.svg", **found.groupdict()}
        options = [f":{name}: {parts[name]}" for name in ("alt", "align", "width") if parts.get(name)]
        return "\n".join(
            "\n".join([f"```{{image}} {parts[theme]}", *options, ":loading: lazy", f":class: only-{theme}", "```\n"])
            for theme in ("light", "dark")
        )

    source[0] = _IMAGE.sub(both, _PICTURE.sub(both, source[0]))


def add_map(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put a map onto the page of each treaty; `tools/build_site.py` draws it."""
    treaty = next((each for each in cc.treaties() if docname == f"treaties/{each.id}"), None)
    if treaty is None:
        return
    alt = escape(cc.plots.map(treaty).alt)
    images = "".join(
        f'<img class="only-{theme}" src="../pictures/{treaty.id}{end}.svg" width="901" height="661" loading="lazy" '
        f'alt="{alt}">'
        for theme, end in {"light": "", "dark": "-dark"}.items()
    )
    place = source[0].index("\n### Consents to be bound")
    source[0] = f"{source[0][:place]}\n```{{raw}} html\n{images}\n```\n{source[0][place:]}"


def add_index(app: Sphinx, docname: str, source: list[str]) -> None:
    """List the treaties with what a reader chooses by."""
    if docname != "treaties/index":
        return
    rows = [
        "| treaty | name in `cc.treaty` | in force since | parties | record to | record |",
        "|---|---|---|---|---|---|",
    ]
    for each in cc.treaties():
        least = "at least " if each.coverage is cc.Coverage.PARTIAL else ""
        rows.append(
            f"| [{each.short_title}]({each.id}.md), {each.reference} | `{each.id}` | "
            f"{each.entry_into_force or 'not in force'} | {least}{len(each.parties())} | "
            f"{each.coverage.value}, to {each.as_of} |"
        )
    source[0] = source[0].replace("<!-- table -->", "\n".join(rows))


_SHORTEST, _LONGEST = 40, 200  # letters of what says what a page is about


def add_meta(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Say what a page is about, to search engines and where somebody links to it."""
    if doctree is None:
        return
    first = next((each.astext() for each in doctree.findall(nodes.paragraph) if len(each.astext()) > _SHORTEST), "")
    about = " ".join(first.split())
    if len(about) > _LONGEST:
        about = f"{about[:_LONGEST].rpartition(' ')[0]} …"
    base = app.config.html_baseurl
    card = f"{base}pictures/card.png" if base else context["pathto"]("pictures/card.png", resource=True)
    tags = {
        "og:type": "website",
        "og:site_name": app.config.project,
        "og:title": re.sub(r"<[^>]+>", "", context["title"]),
        "og:description": escape(about),
        "og:image": card,
        "og:image:alt": "The States on a map of tiles, coloured by their status under the Budapest Convention",
        **({"og:url": context["pageurl"]} if context.get("pageurl") else {}),
    }
    metas = [
        f'<meta name="description" content="{escape(about)}">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    metas += [f'<meta property="{name}" content="{content}">' for name, content in tags.items()]
    context["metatags"] = context.get("metatags", "") + "\n".join(metas)


def add_words(app: Sphinx, docname: str, source: list[str]) -> None:
    """Make words that readers search for entries of the index: ``<!-- index: data frame; polars -->`` under a title."""

    def entries(found: re.Match[str]) -> str:
        return "```{index} " + ", ".join("!" + " ".join(words.split()) for words in found[1].split(";")) + "\n```"

    source[0] = re.sub(r"<!-- index: (.*?) -->", entries, source[0], flags=re.DOTALL)


def add_commands(app: Sphinx, docname: str, source: list[str]) -> None:
    """Show what each command says of itself."""
    if docname != "reference/command-line":
        return
    helped = _help()
    names = re.findall(r"^    (\w[\w-]+)(?:\s|$)", helped.partition("commands:")[2], re.MULTILINE)
    said = "".join(f"\n## {name}\n\n```text\n{_help(name)}```\n" for name in names)
    source[0] = source[0].replace("\nNext: ", f"{said}\nNext: ")


def _help(*command: str) -> str:
    words = [sys.executable, "-m", "cyberconventions", *command, "--help"]
    asked = subprocess.run(words, check=True, capture_output=True, text=True, env={**os.environ, "COLUMNS": "88"})
    return asked.stdout.replace("python -m cyberconventions", "cyberconventions")


def add_tables(app: Sphinx, docname: str, source: list[str]) -> None:
    """Describe every table and column of the dataset, as its manifest does; tables of each treaty once."""
    if docname != "data-dictionary":
        return
    manifest = json.loads(files("cyberconventions").joinpath("data/datapackage.json").read_text(encoding="utf-8"))
    shown: dict[str, list[str]] = {}
    for table in manifest["resources"]:
        if "schema" not in table:
            continue
        name = Path(table["path"]).name
        where = shown.setdefault(name, [])
        where.append(Path(table["path"]).parent.name)
        if len(where) > 1:
            continue
        source[0] += f"\n## {name}\n\n{table['title']}. {table.get('description', '')}\n\n"
        source[0] += "| column | type | what it holds |\n|---|---|---|\n"
        for field in table["schema"]["fields"]:
            text = " ".join(filter(None, [field.get("description") or field.get("title", "")])).replace("|", "\\|")
            source[0] += f"| `{field['name']}` | {field['type']} | {text} |\n"
    source[0] += "\nNext: [contributing data](contributing-data.md) · [the record as tables](export.md)\n"


def offer_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Say above the first cell of a notebook how to open it in Jupyter."""
    name = f"{docname.rpartition('/')[2]}.ipynb"
    line = f'<a href="{name}" download>{name}</a> is this page as a notebook: <code>jupyter lab {name}</code> opens it.'
    source[0] = source[0].replace("```{code-cell}", f"{line}\n\n```{{code-cell}}", 1)


_OF_THE_SITE = re.compile(r"^(```\{index\}.*?```|<a href=|Next: ).*?(\n\n|\Z)", re.DOTALL | re.MULTILINE)


def write_notebooks(app: Sphinx, exception: Exception | None) -> None:
    """Put each executed notebook beside its page, without what only the site has."""
    executed = Path(app.outdir).parent / "jupyter_execute"
    for path in () if exception else executed.rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = re.sub(r"\[([^]]*)\]\([^)]*\.md[^)]*\)", r"\1", _OF_THE_SITE.sub("", cell.source))
        nbformat.write(notebook, Path(app.outdir) / path.relative_to(executed))


_DAY = re.compile(r"(\d{4}-\d\d(?:-\d\d)?/?)")


def _whole_days(text: str) -> list[nodes.Node]:
    """Keep each day of a table on one line; a line may end between two days."""
    found: list[nodes.Node] = []
    for place, part in enumerate(_DAY.split(text)):
        found.append(nodes.inline("", part, classes=["day"]) if place % 2 else nodes.Text(part))
        if part.endswith("/"):
            found.append(nodes.raw("", "<wbr>", format="html"))
    return found


def tidy(app: Sphinx, doctree: nodes.document) -> None:
    """Say which ``date`` an annotation means, as several classes have one; end examples where their text ends."""
    for shown in doctree.findall(nodes.container):
        if shown.get("nb_element") == "mime_bundle":
            for image in shown.findall(nodes.image):  # Its words stand beside it.
                image["alt"] = next((each.astext() for each in shown if each["mime_type"] == "text/plain"), "")
    for entry in doctree.findall(nodes.entry):
        for text in [*entry.findall(nodes.Text)]:
            if _DAY.search(text) and not isinstance(text.parent, nodes.literal):
                text.parent.replace(text, _whole_days(text))
    for block in doctree.findall(nodes.literal_block):
        text = block.astext().rstrip()
        block.rawsource, block.children = text, [nodes.Text(text)]
    for node in doctree.findall(pending_xref):
        if node["reftarget"] == "date" and node["reftype"] == "class":
            node["reftarget"] = "datetime.date"


# What the theme leaves out for readers who use a keyboard, or have pages read to them.
_ACCESSIBLE = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
    "<pre>": '<pre tabindex="0">',  # wide examples scroll, and so do wide tables
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    '<div id="search-results">': '<h1>Search</h1>\n<div id="search-results">',
}


def make_accessible(app: Sphinx, exception: Exception | None) -> None:
    """Complete the pages as they are written."""
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for written, better in _ACCESSIBLE.items():
            text = text.replace(written, better)
        _ = page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Tell Sphinx what to do where its own way falls short."""
    app.connect("missing-reference", resolve)
    for read in (read_top, add_pictures, add_map, add_index, add_words, add_commands, add_tables, offer_notebook):
        app.connect("source-read", read)
    app.connect("doctree-read", tidy)
    app.connect("html-page-context", add_meta)
    app.connect("build-finished", make_accessible)
    app.connect("build-finished", write_notebooks)
