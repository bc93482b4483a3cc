import { get, post } from "./api.js";
import { Chart } from "./chart.js";
import { openFiles } from "./files.js";
import { Fit } from "./fit.js";
import { Sliders } from "./sliders.js";
import { Viewer, drawSample } from "./viewer.js";

/** Joins the parts of the page: a slider moves, the spectrum is asked for, curve and structure are drawn. */

const element = (id) => document.getElementById(id);
const say = (text) => (element("message").textContent = text);
const failed = (error) => say(error.message);

const chart = new Chart(element("chart"));
const viewer = new Viewer(element("viewer"));
const sliders = new Sliders(element("sliders"), () => ask());
const fit = new Fit(() => ({ version: state.version, values: sliders.values }), fitted, failed);
let state = null;
let atoms = null;
let isAsking = false;
let isStale = false;
let askedAt = 0;

/** Asks for the spectrum of where the sliders stand; while one is under way only the last place counts. */
async function ask() {
  if (!state.model) {
    return;
  }
  askedAt = performance.now();
  isStale = true;
  if (isAsking) {
    return;
  }
  isAsking = true;
  try {
    while (isStale) {
      isStale = false;
      const since = askedAt;
      const version = state.version;
      const answer = await post("spectrum", { version, values: sliders.values });
      if (version === state.version) {
        await show(answer);
        say("");
        document.body.dataset.milliseconds = (performance.now() - since).toFixed(1);
      }
    }
  } catch (error) {
    failed(error);
  } finally {
    isAsking = false;
  }
  document.body.dataset.drawn = Number(document.body.dataset.drawn ?? 0) + 1;
}

async function show(answer) {
  const hasMeasured = state.absorption.length > 0;
  await chart.show(hasMeasured ? answer.adjusted : answer.predicted);
  element("agreement").textContent = hasMeasured
    ? `mean square difference ${answer.meanSquareError.toExponential(2)}, edge step and background fitted`
    : "no measured spectrum: drop one to compare";
  atoms = answer;
  viewer.show(answer.elements, answer.positions);
  element("verdict").textContent = `${answer.isInside ? "Inside" : "Outside"} of what the model has seen: ${answer.verdict}`;
  element("verdict").classList.toggle("outside", !answer.isInside);
  showQuantities(answer);
}

function showQuantities(answer) {
  element("derived").replaceChildren(...answer.derived.flatMap(({ name, unit, value }) => [
    Object.assign(document.createElement("dt"), { textContent: name }),
    Object.assign(document.createElement("dd"), { textContent: `${value.toFixed(4)} ${unit}` }),
  ]));
  const counts = new Map();
  answer.elements.slice(1).forEach((one) => counts.set(one, (counts.get(one) ?? 0) + 1));
  const entries = [[answer.elements[0], "absorber"], ...[...counts].map(([one, count]) => [one, `${count} ${one}`])];
  element("legend").replaceChildren(...entries.map(([one, text]) => {
    const entry = document.createElement("span");
    const sample = document.createElement("canvas");
    drawSample(sample, one);
    entry.append(sample, text);
    return entry;
  }));
  element("viewer").setAttribute("aria-label", `Surroundings of the absorber: ${entries.map(([, text]) => text).join(", ")}`);
}

/** Shows another state: other files, or other things that may change. */
async function open(next) {
  state = next;
  say("");
  element("structure-name").textContent = next.structure ?? "none: drop a file here";
  element("measured-name").textContent = next.measured ?? "none: drop a file here";
  element("model").textContent = next.model ? `${next.edge} edge, model ${next.model}` : "";
  element("record").hidden = next.records.length === 0;
  element("record").replaceChildren(...next.records.map((label, i) => new Option(label, label, false, i === next.record)));
  element("kinds").textContent = `Kinds: ${next.kinds}`;
  element("variations").value = next.variations.length > 0 ? next.variations.join("\n") : "";
  element("fit-start").disabled = !next.model || next.absorption.length === 0;
  fit.clear();
  chart.open(next.energies, next.absorption);
  sliders.open(next.parameters);
  await ask();
}

/** Puts the sliders to the best structure and draws the band. */
function fitted({ version, result }) {
  if (version === state.version) {
    chart.band = result;
    sliders.move(new Map(result.parameters.map(({ name, best }) => [name, best])));
  }
}

element("reset").addEventListener("click", () => sliders.reset());
element("vary").addEventListener("click", () => {
  const variations = element("variations").value.split("\n").map((line) => line.trim()).filter((line) => line);
  post("variations", { variations }).then(open).catch(failed);
});
element("turning").checked = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
element("turning").addEventListener("change", (event) => (viewer.turning = event.target.checked));
viewer.turning = element("turning").checked;
element("save").addEventListener("click", () => {
  if (atoms) {
    const lines = atoms.elements.map((one, i) => `${one} ${atoms.positions.slice(3 * i, 3 * i + 3).map((x) => x.toFixed(6)).join(" ")}`);
    const text = [atoms.elements.length, "absorber=0", ...lines, ""].join("\n");
    const address = URL.createObjectURL(new Blob([text], { type: "chemical/x-xyz" }));
    Object.assign(document.createElement("a"), { href: address, download: "surroundings.xyz" }).click();
    URL.revokeObjectURL(address);
  }
});
openFiles(open, failed);
get("state").then(open).then(() => fit.resume()).catch(failed);
