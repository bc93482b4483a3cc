/** The spectrum, the measured curve and their difference. */

const layout = {
  margin: { l: 62, r: 14, t: 8, b: 46 },
  font: { family: "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif", size: 13, color: "#1d2733" },
  paper_bgcolor: "#fff",
  plot_bgcolor: "#fff",
  legend: { x: 0.99, xanchor: "right", y: 0.36, yanchor: "bottom", traceorder: "normal", bgcolor: "rgba(255,255,255,0.8)" },
  hovermode: "x unified",
  uirevision: "same",
};
const axis = { showline: true, linecolor: "#8b97a3", gridcolor: "#edf0f3", zeroline: false, ticks: "outside", tickcolor: "#8b97a3" };
const config = { displaylogo: false, modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"] };

export class Chart {
  #place;
  #energies = [];
  #measured = [];
  #band = null;
  #drawn = null;

  constructor(place) {
    this.#place = place;
    new ResizeObserver(() => place.data && Plotly.Plots.resize(place)).observe(place);
  }

  /** Other energies or another measured curve: the zoom starts again. */
  open(energies, measured) {
    this.#energies = energies;
    this.#measured = measured;
    this.#band = null;
    this.#drawn = null;
    layout.uirevision = `${energies.length} ${energies[0]} ${energies.at(-1)}`;
  }

  /** The posterior's band of 90 %; null takes it away. */
  set band(band) {
    this.#band = band;
    this.#drawn = null;
  }

  /** Draws a predicted curve; with a measured one it is the one whose edge step and background suit it. */
  show(curve) {
    const x = this.#energies;
    const hasMeasured = this.#measured.length > 0;
    const difference = hasMeasured ? curve.map((value, i) => this.#measured[i] - value) : [];
    const ranges = [height([...curve, ...this.#measured]), hasMeasured ? spread(difference) : []];
    if (this.#drawn === String(ranges)) {
      return this.#move(hasMeasured ? [curve, difference] : [curve]);
    }
    this.#drawn = String(ranges);
    const traces = [];
    if (this.#band) {
      traces.push(
        { x, y: this.#band.lower, mode: "lines", line: { width: 0 }, hoverinfo: "skip", showlegend: false },
        { x, y: this.#band.upper, mode: "lines", line: { width: 0 }, fill: "tonexty", fillcolor: "rgba(11,92,148,0.18)", name: "90 % of what fits", hoverinfo: "skip" },
      );
    }
    if (hasMeasured) {
      traces.push({ x, y: this.#measured, mode: "lines+markers", name: "measured", line: { color: "#1d2733", width: 1.2 }, marker: { size: 4 }, hovertemplate: "%{y:.3f}" });
    }
    traces.push({ x, y: curve, mode: "lines", name: "predicted", line: { color: "#d55e00", width: 2.4 }, hovertemplate: "%{y:.3f}" });
    if (hasMeasured) {
      traces.push({
        x, y: difference, yaxis: "y2", mode: "lines", name: "difference",
        line: { color: "#009e73", width: 1.6 }, hovertemplate: "%{y:.3f}",
      });
    }
    return Plotly.react(this.#place, traces, {
      ...layout,
      xaxis: { ...axis, title: { text: "photon energy (eV)" }, tickformat: "d", anchor: hasMeasured ? "y2" : "y" },
      yaxis: { ...axis, title: { text: "absorption (edge steps)" }, domain: hasMeasured ? [0.32, 1] : [0, 1], range: ranges[0] },
      ...(hasMeasured ? { yaxis2: { ...axis, title: { text: "difference" }, domain: [0, 0.26], zeroline: true, zerolinecolor: "#8b97a3", range: ranges[1] } } : {}),
    }, config);
  }

  /** Moves the last curves alone: axes and legend, which take most of the time, stay as they are. */
  #move(curves) {
    const first = this.#place.data.length - curves.length;
    return Plotly.animate(
      this.#place,
      { data: curves.map((y) => ({ y })), traces: curves.map((_, i) => first + i) },
      { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } },
    );
  }
}

/** A range from 0 that stays the same while little changes. */
function height(values) {
  const largest = 1.02 * Math.max(...values);
  return [Math.min(0, 1.1 * Math.min(...values)), [0.6, 1.2, 1.5, 2, 3, 5, 10].find((step) => largest <= step) ?? largest];
}

/** A range that stays the same while the difference is small, so that it is seen to shrink. */
function spread(difference) {
  const largest = Math.max(...difference.map(Math.abs));
  const end = [0.05, 0.1, 0.2, 0.5, 1, 2, 5].find((step) => largest <= step) ?? largest;
  return [-1.1 * end, 1.1 * end];
}
