import { colourOf, radiusOf } from "./elements.js";

/** Balls and sticks on a plain canvas: works where a browser has no WebGL. Positions in Å, the absorber first. */

const FOG = 6;
const BALL = 0.42;
const FRAME = 40;
const sprites = new Map();

function mix(colour, other, share) {
  const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
  return `rgb(${[1, 3, 5].map((at) => Math.round(part(colour, at) * (1 - share) + part(other, at) * share)).join(",")})`;
}

/** A shaded ball, drawn once for each colour and depth. */
function ball(element, fog) {
  const key = `${element} ${fog}`;
  if (!sprites.has(key)) {
    const size = 96;
    const canvas = new OffscreenCanvas(size, size);
    const pen = canvas.getContext("2d");
    const haze = (0.62 * fog) / (FOG - 1);
    const shade = (other, share) => mix(hex(mix(colourOf(element), other, share)), "#f3f6f9", haze);
    const light = pen.createRadialGradient(size * 0.36, size * 0.32, size * 0.03, size / 2, size / 2, size / 2);
    light.addColorStop(0, shade("#ffffff", 0.85));
    light.addColorStop(0.25, shade("#ffffff", 0.25));
    light.addColorStop(0.7, shade("#000000", 0.12));
    light.addColorStop(1, shade("#000000", 0.5));
    pen.fillStyle = light;
    pen.beginPath();
    pen.arc(size / 2, size / 2, size / 2 - 1, 0, 2 * Math.PI);
    pen.fill();
    sprites.set(key, canvas);
  }
  return sprites.get(key);
}

const hex = (rgb) => `#${rgb.match(/\d+/g).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;

/** Draws one ball into a canvas of the legend. */
export function drawSample(canvas, element) {
  canvas.width = canvas.height = 32;
  canvas.getContext("2d").drawImage(ball(element, 0), 0, 0, 32, 32);
}

export class Viewer {
  #canvas;
  #elements = [];
  #positions = [];
  #bonds = [];
  #reach = 5;
  #zoom = 1;
  #axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
  #turning = false;
  #drawn = false;

  constructor(canvas) {
    this.#canvas = canvas;
    this.#turn(0.6, "y");
    this.#turn(0.35, "x");
    canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
    canvas.addEventListener("pointermove", (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) {
        this.#turn(event.movementX * 0.01, "y");
        this.#turn(event.movementY * 0.01, "x");
        this.draw();
      }
    });
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.#approach(event.deltaY < 0 ? 1.1 : 1 / 1.1);
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => {
      const keys = { ArrowLeft: [-0.1, "y"], ArrowRight: [0.1, "y"], ArrowUp: [-0.1, "x"], ArrowDown: [0.1, "x"] };
      if (keys[event.key]) {
        event.preventDefault();
        this.#turn(...keys[event.key]);
        this.draw();
      } else if (event.key === "+" || event.key === "-") {
        this.#approach(event.key === "+" ? 1.1 : 1 / 1.1);
      }
    });
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /** Shows atoms; the view stays as it is. */
  show(elements, positions) {
    const isSame = elements.length === this.#elements.length && elements.every((element, i) => element === this.#elements[i]);
    this.#elements = elements;
    this.#positions = Array.from({ length: elements.length }, (_, i) => positions.slice(3 * i, 3 * i + 3));
    this.#bonds = this.#findBonds();
    if (!isSame) {
      this.#reach = 0.6 + Math.max(1, ...this.#positions.map((place) => Math.hypot(...place)));
    }
    this.draw();
  }

  /** Whether it turns by itself. */
  set turning(on) {
    const start = on && !this.#turning;
    this.#turning = on;
    if (start) {
      let before = performance.now();
      const step = (now) => {
        if (this.#turning) {
          if (now - before >= FRAME) {
            this.#turn(0.00025 * Math.min(100, now - before), "y");
            before = now;
            this.draw();
          }
          requestAnimationFrame(step);
        }
      };
      requestAnimationFrame(step);
    }
  }

  /** Draws at the next frame. */
  draw() {
    if (!this.#drawn) {
      this.#drawn = true;
      requestAnimationFrame(() => {
        this.#drawn = false;
        this.#paint();
      });
    }
  }

  #approach(factor) {
    this.#zoom = Math.min(4, Math.max(0.4, this.#zoom * factor));
    this.draw();
  }

  #turn(angle, axis) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [one, other] = axis === "y" ? [0, 2] : [1, 2];
    for (const vector of this.#axes) {
      const [a, b] = [vector[one], vector[other]];
      vector[one] = axis === "y" ? cos * a + sin * b : cos * a - sin * b;
      vector[other] = axis === "y" ? cos * b - sin * a : cos * b + sin * a;
    }
  }

  #findBonds() {
    const bonds = [];
    for (let i = 0; i < this.#elements.length; i++) {
      for (let j = i + 1; j < this.#elements.length; j++) {
        const [a, b] = [this.#positions[i], this.#positions[j]];
        if (Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < 1.1 * (radiusOf(this.#elements[i]) + radiusOf(this.#elements[j]))) {
          bonds.push([i, j]);
        }
      }
    }
    return bonds;
  }

  #paint() {
    const canvas = this.#canvas;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
    if (width === 0) {
      return;
    }
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, width, height);
    const scale = (this.#zoom * 0.48 * Math.min(width, height)) / this.#reach;
    const far = 4 * this.#reach;
    const [ax, ay, az] = this.#axes;
    const places = this.#positions.map(([x, y, z]) => {
      const depth = ax[2] * x + ay[2] * y + az[2] * z;
      const near = far / (far - depth);
      return {
        x: width / 2 + scale * near * (ax[0] * x + ay[0] * y + az[0] * z),
        y: height / 2 - scale * near * (ax[1] * x + ay[1] * y + az[1] * z),
        depth,
        size: scale * near,
        fog: Math.round(((FOG - 1) * (this.#reach - depth)) / (2 * this.#reach)),
      };
    });
    const things = [
      ...places.map((place, atom) => ({ depth: place.depth, atom })),
      ...this.#bonds.map(([one, other]) => ({ depth: (places[one].depth + places[other].depth) / 2 - 0.01, one, other })),
    ].sort((a, b) => a.depth - b.depth);
    for (const thing of things) {
      if (thing.atom === undefined) {
        this.#paintBond(pen, places[thing.one], places[thing.other], thing.one, thing.other);
      } else {
        this.#paintAtom(pen, places[thing.atom], thing.atom);
      }
    }
  }

  #paintAtom(pen, place, atom) {
    const radius = BALL * radiusOf(this.#elements[atom]) * place.size;
    pen.drawImage(ball(this.#elements[atom], Math.min(FOG - 1, Math.max(0, place.fog))), place.x - radius, place.y - radius, 2 * radius, 2 * radius);
    if (atom === 0) {
      pen.lineWidth = Math.max(2, 0.09 * place.size);
      pen.strokeStyle = "#0b5c94";
      pen.beginPath();
      pen.arc(place.x, place.y, radius + pen.lineWidth, 0, 2 * Math.PI);
      pen.stroke();
    }
  }

  #paintBond(pen, a, b, one, other) {
    const middle = [(a.x + b.x) / 2, (a.y + b.y) / 2];
    const haze = Math.min(0.75, Math.max(0, (0.62 * (a.fog + b.fog)) / 2 / (FOG - 1)));
    pen.lineWidth = Math.max(1.5, 0.07 * (a.size + b.size));
    for (const [end, atom] of [[a, one], [b, other]]) {
      pen.strokeStyle = mix(hex(mix(colourOf(this.#elements[atom]), "#000000", 0.18)), "#f3f6f9", haze);
      pen.beginPath();
      pen.moveTo(end.x, end.y);
      pen.lineTo(...middle);
      pen.stroke();
    }
  }
}
