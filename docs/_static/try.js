// The box on the first page: the library itself, in the reader's browser. Nothing is loaded before somebody asks.
const box = document.getElementById("try");
if (box) {
  const base = new URL("try/", document.baseURI).href;
  const form = box.querySelector("form");
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  let ready;

  const load = async () => {
    output.textContent = "Loading Python and the library …";
    const [{ loadPyodide }, contents] = await Promise.all([
      import(`${base}pyodide.mjs`),
      fetch(`${base}contents.json`).then((answer) => answer.json()),
    ]);
    const packages = contents.wheels.map((name) => base + name);
    const python = await loadPyodide({ indexURL: base, packages, checkIntegrity: false });
    python.runPython(`
import warnings
import cyberconventions as cc

def answer(question):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            found = eval(question, {"cc": cc})
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    lines = [str(found) if type(found).__name__ in {"Explanation", "Cooperation"} else repr(found)]
    return "\\n".join([*lines, *(f"{each.category.__name__}: {each.message}" for each in told)])
`);
    return python.globals.get("answer");
  };

  const ask = async () => {
    try {
      ready ??= load();
      const answer = await ready;
      output.textContent = answer(input.value);
      output.dataset.answered = input.value;
    } catch (error) {
      ready = undefined;
      output.textContent = `The library could not be loaded: ${error.message}`;
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  for (const button of box.querySelectorAll("button[data-question]")) {
    button.addEventListener("click", () => {
      input.value = button.dataset.question;
      ask();
    });
  }
  fetch(`${base}contents.json`)
    .then((answer) => answer.json())
    .then(({ bytes }) => {
      box.querySelector("[data-size]").textContent = `loads ${(bytes / 1e6).toFixed(0)} MB once`;
    })
    .catch(() => {
      box.querySelector("[data-size]").textContent = "not part of this copy of the site";
    });
  box.hidden = false;
}
