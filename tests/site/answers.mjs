// Answers questions with the library in Pyodide, without a browser: node answers.mjs FOLDER QUESTION...
// FOLDER is the site's `try/`. Prints the answers, and the seconds until the first, as JSON.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, ...questions] = process.argv.slice(2);
const begun = performance.now();
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const { wheels } = JSON.parse(await readFile(`${folder}/contents.json`, "utf8"));
const python = await loadPyodide({ indexURL: folder });
for (const wheel of wheels) python.unpackArchive(new Uint8Array(await readFile(`${folder}/${wheel}`)), "wheel");
python.runPython("import cyberconventions as cc");
let seconds;
const answers = questions.map((question) => {
  const answer = python.runPython(`repr(${question})`);
  seconds ??= (performance.now() - begun) / 1000;
  return answer;
});
console.log(JSON.stringify({ answers, seconds }));
