import { get, post, remove } from "./api.js";

/** The fit: starts it, shows how far it is and what it found. */

const PAUSE = 250;
const element = (id) => document.getElementById(id);
const number = (value) => (value === null ? "" : Number(value.toPrecision(4)).toString());

export class Fit {
  #found;
  #failed;
  #place;

  /**
   * @param place gives { version, values }
   * @param found called with the result of a finished fit
   * @param failed called with an Error
   */
  constructor(place, found, failed) {
    this.#place = place;
    this.#found = found;
    this.#failed = failed;
    element("fit-start").addEventListener("click", () => this.#start());
    element("fit-cancel").addEventListener("click", () => remove("fit").catch(failed));
  }

  /** Takes away the answers of an earlier fit. */
  clear() {
    element("fit-table").hidden = true;
    element("fit-notes").replaceChildren();
    element("fit-state").textContent = "";
  }

  /** Follows a fit that runs already, after the page was loaded again. */
  async resume() {
    const fit = await get("fit");
    if (fit.state === "running") {
      await this.#follow(fit);
    }
  }

  async #start() {
    this.clear();
    try {
      await this.#follow(await post("fit", { ...this.#place(), varyWidths: element("fit-widths").checked }));
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#showRunning(false);
    }
  }

  async #follow(fit) {
    this.#showRunning(true);
    while (fit.state === "running") {
      element("fit-progress").value = fit.fraction;
      element("fit-state").textContent = `${fit.stage}, ${fit.spectra.toLocaleString("en")} spectra`;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      fit = await get("fit");
    }
    this.#showRunning(false);
    if (fit.state === "done") {
      this.#show(fit);
    } else {
      element("fit-state").textContent = fit.state;
      if (fit.state === "failed") {
        throw new Error(fit.error);
      }
    }
  }

  #showRunning(on) {
    element("fit-progress").hidden = !on;
    element("fit-cancel").hidden = !on;
    element("fit-start").disabled = on;
  }

  #show(fit) {
    const { result } = fit;
    element("fit-state").textContent = `done in ${result.seconds.toFixed(1)} s, ${fit.spectra.toLocaleString("en")} spectra, MSE ${result.meanSquareError.toExponential(1)}`;
    element("fit-notes").replaceChildren(...result.warnings.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    element("fit-table").tBodies[0].replaceChildren(...result.parameters.map((parameter) => {
      const row = document.createElement("tr");
      const unit = parameter.unit ? ` (${parameter.unit})` : "";
      for (const text of [parameter.name + unit, number(parameter.best), number(parameter.median), `${number(parameter.low)} to ${number(parameter.high)}`]) {
        row.insertCell().textContent = text;
      }
      return row;
    }));
    element("fit-table").hidden = false;
    this.#found(fit);
  }
}
