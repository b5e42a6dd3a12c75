"""How Sphinx builds the site: `just site` writes it to `build/site`, and fails on any warning."""

import os
import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "cyberconventions"
copyright = "the cyberconventions authors; code: MIT, dataset: CC BY 4.0"  # noqa: A001 - Sphinx' name
release = version = version_of("cyberconventions")

# The last is beside this file: what is linked, listed and read in a way of our own.
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "site_extension"]
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4

# Notebooks run while the site is built; an error in a cell is one of the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

html_theme = "furo"
html_title = "cyberconventions"
# Where the site will be, with a slash at its end; the card that others show needs a whole address.
html_baseurl = os.environ.get("SITE_URL", "")
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["try.css", "notebook.css", "tables.css"]
html_js_files = [("try.js", {"type": "module"})]
html_theme_options = {"source_repository": "", "top_of_page_buttons": []}
html_copy_source = False
html_show_sourcelink = False

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_class_signature = "separated"
autodoc_default_options = {"members": True, "exclude-members": "__init__, __new__"}
python_use_unqualified_type_names = True
add_module_names = False
