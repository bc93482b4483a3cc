/** A slider and a number for each parameter. */

const decimals = (parameter) => Math.max(0, Math.ceil(-Math.log10((parameter.upper - parameter.lower) / 400)));

export class Sliders {
  #place;
  #rows = [];
  #changed;

  /** @param changed called with nothing whenever a value was moved by hand */
  constructor(place, changed) {
    this.#place = place;
    this.#changed = changed;
  }

  /** Makes the sliders; those of the same name and bounds keep their values. */
  open(parameters) {
    const before = new Map(this.#rows.map((row) => [row.key, row.value]));
    this.#rows = parameters.map((parameter, number) => this.#row(parameter, number));
    this.#place.replaceChildren(...this.#rows.map((row) => row.element));
    for (const row of this.#rows) {
      row.set(before.get(row.key) ?? row.parameter.neutral);
    }
  }

  /** All values, in the order of the parameters. */
  get values() {
    return this.#rows.map((row) => row.value);
  }

  /** Puts all back to where nothing is changed. */
  reset() {
    this.#rows.forEach((row) => row.set(row.parameter.neutral));
    this.#changed();
  }

  /** Moves the parameters that a map from names to values names. */
  move(values) {
    this.#rows.filter((row) => values.has(row.parameter.name)).forEach((row) => row.set(values.get(row.parameter.name)));
    this.#changed();
  }

  #row(parameter, number) {
    const digits = decimals(parameter);
    const step = (10 ** -digits).toFixed(digits);
    const element = document.createElement("div");
    element.className = "slider";
    const label = document.createElement("label");
    label.htmlFor = `parameter-${number}`;
    label.textContent = parameter.name;
    if (parameter.unit) {
      const unit = document.createElement("span");
      unit.className = "unit";
      unit.textContent = ` (${parameter.unit})`;
      label.append(unit);
    }
    const make = (type, id) => Object.assign(document.createElement("input"), { type, id, min: parameter.lower, max: parameter.upper, step: "any" });
    const number_ = make("number", `value-${number}`);
    number_.step = step;
    number_.setAttribute("aria-label", `${parameter.name}, value`);
    const range = make("range", `parameter-${number}`);
    range.step = step;
    const row = {
      parameter,
      element,
      key: `${parameter.name} ${parameter.lower} ${parameter.upper}`,
      value: parameter.neutral,
      set: (value) => {
        row.value = Math.min(parameter.upper, Math.max(parameter.lower, value));
        range.value = row.value;
        number_.value = row.value.toFixed(digits);
      },
    };
    range.addEventListener("input", () => {
      row.value = Math.min(parameter.upper, Math.max(parameter.lower, Number(range.value)));
      number_.value = row.value.toFixed(digits);
      this.#changed();
    });
    number_.addEventListener("change", () => {
      row.set(number_.value === "" || !Number.isFinite(Number(number_.value)) ? row.value : Number(number_.value));
      this.#changed();
    });
    element.append(label, number_, range);
    return row;
  }
}
