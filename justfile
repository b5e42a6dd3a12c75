# The project's commands: `just NAME`. CI runs the same ones (see .ci/run).
# Needs an environment with the extras and groups that CONTRIBUTING.md names, and `pip install rust-just`.

# List the commands.
default:
    @just --list --unsorted

# Run the tests; further words go to pytest: `just test tests/un -k vote`.
test *options:
    python -m pytest {{ options }}

# Run the tests and fail if a branch of the core was not reached.
cover:
    python -m pytest --cov --cov-report=
    @just covered

# (Group: trust.) `--python PATH` adds one to the matrix.
# Attack the library with everything, and write what was tried into docs/trust.md.
trust *options:
    python tools/trust.py {{ options }}

# Build everything twice, and check what is built. (Group: trust.)
wheel:
    python tools/matrix.py --builds

# Build, and test the wheel with each Python that is found, and with the oldest and newest of what the core needs. (Group: trust.)
matrix *options:
    python tools/matrix.py {{ options }}

# Report the coverage that was measured; everything but frames and Arrow is the core.
covered:
    python -m coverage report --fail-under=100

# (Extra: plot; groups: engines, tools.) Nothing is skipped.
# Run what needs pandas, polars, pyarrow, DuckDB, Dask, Ibis, altair, frictionless and what draws tables.
engines:
    NEEDS_ENGINES=1 python -m pytest -m engines -k "not spark"

# Run the sample application's tests from the built wheel, and check that they find every seeded fault.
sample-app:
    python tools/sample_app.py

# Run the tests on Spark, which needs Java. (Group: spark.)
spark:
    NEEDS_SPARK=1 python -m pytest tests/frames -k spark

# Check that any input gives a chart or an error of the library, for some seconds a reader, two readers at a time. (Group: fuzz.)
fuzz seconds="60":
    printf '%s\n' text html json xml un-text dutch table own | \
        xargs -P 2 -I FORMAT python tests/fuzz/run.py FORMAT -max_total_time={{ seconds }} -verbosity=0

# Check style, formatting and floors. (Group: lint.)
lint:
    ruff check .
    ruff format --check .
    lint-imports

# Find small faults that no test would notice, in the modules named or in all: hours, and it goes on where it was broken off.
mutants *modules:
    nice python tools/mutants.py {{ modules }}

# Fix what ruff can fix, and format.
fix:
    ruff check --fix .
    ruff format .

# (Groups: lint, spark.) The last one reads the installed library.
# Check types with both checkers, and that no public type is unknown.
types:
    mypy
    pyright
    pyright --verifytypes cyberconventions --ignoreexternal

# Rewrite size, hash and number of rows of each file in datapackage.json, after the data changed.
manifest:
    python tools/manifest.py

# Check every table of the dataset; problems are printed with file and line.
audit:
    python tools/audit.py

# Regenerate the answers that tests compare with, after the data changed.
snapshots:
    python tools/snapshots.py

# Regenerate the list of all that is public, after a change of it on purpose; review the diff.
api:
    python tools/public_api.py

# Regenerate the pages of treaties, names and groups, after the data changed.
pages:
    python tools/treaty_pages.py
    python tools/state_pages.py

# Redraw the sample pictures of the docs, after the data changed. (Extra: plot.)
pictures:
    python tools/pictures.py

# Check the prose of the docs with proselint, beside tests/test_prose.py. (Group: docs.)
prose:
    find README.md CHANGELOG.md CONTRIBUTING.md CONTRIBUTING-DATA.md docs -name '*.md' ! -path '*/treaties/*' \
        ! -name names.md ! -name groups.md -exec proselint --config .proselintrc.json check {} +

# Build the site into build/site, where notebooks are run, and open it in Chromium (Debian's package). Needs npm and Node 20. (Extra: plot; group: docs.)
site:
    python tools/build_site.py build/site
    SITE=build/site python -m pytest tests/site

# Write what is installed beside the library in this environment, as CycloneDX, into a file. (Group: tools.)
sbom file="build/sbom.json":
    mkdir -p build
    cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-format JSON --output-file {{ file }}

# Regenerate the JSON Schema of what cc.to_json writes; only additions keep the format's version.
schema:
    python tools/json_schema.py

# Measure how fast the core is; `just bench-frames` does the same for columns, at ten million rows.
bench:
    python -m pytest tests/benchmarks --benchmark-only

# Count the instructions of a first answer, and its memory, for the installed library. (Needs valgrind.)
bench-cold:
    python tests/benchmarks/bench_cold.py

# Count what the installed library adds to pytest and to hypothesis in a suite that does not use it. (Needs valgrind.)
bench-plugin:
    python tests/benchmarks/bench_plugin.py

bench-frames *options:
    python tests/benchmarks/bench_frames.py {{ options }}

# Run everything that must pass before a change lands.
ci:
    .ci/run
