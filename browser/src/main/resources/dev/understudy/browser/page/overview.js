// The whole run at a glance, and on it the window that the picture below shows.
import { colour, el, prepare } from "./dom.js";
import { tick, round } from "./format.js";

const ROW = 16;
const LEFT = 64;
const AXIS = 16;

export class Overview {
  /** @param {HTMLElement} place @param {(ns: number) => void} goTo */
  constructor(place, goTo) {
    this.canvas = el("canvas", { role: "img" });
    place.replaceChildren(this.canvas);
    /** @type {import("./picture.js").Picture | undefined} */
    this.picture = undefined;
    this.window = { fromNs: 0, untilNs: 0 };
    this.cursorNs = 0;
    const go = (/** @type {PointerEvent} */ event) => goTo(this.#toNs(event.offsetX));
    this.canvas.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      this.canvas.setPointerCapture(event.pointerId);
      go(event);
    });
    this.canvas.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
      if (event.buttons === 1) {
        go(event);
      }
    });
  }

  /** @param {import("./picture.js").Picture} picture */
  show(picture) {
    this.picture = picture;
    this.canvas.style.height = `${(picture.hosts.length + 1) * (ROW + 4) + AXIS}px`;
    this.canvas.setAttribute("aria-label", told(picture));
    const bins = new Array(400).fill(0);
    for (const one of picture.requests) {
      if (one.answeredNs !== null) {
        bins[Math.min(399, Math.floor((one.answeredNs / Math.max(1, picture.endNs)) * 400))]++;
      }
    }
    this.answers = bins;
    this.draw();
  }

  get #span() {
    return this.canvas.clientWidth - LEFT;
  }

  /** @param {number} x */
  #toNs(x) {
    const endNs = this.picture?.endNs ?? 0;
    return Math.round(Math.max(0, Math.min(1, (x - LEFT) / this.#span)) * endNs);
  }

  /** @param {number} ns */
  #toX(ns) {
    return LEFT + (ns / Math.max(1, this.picture?.endNs ?? 1)) * this.#span;
  }

  draw() {
    const picture = this.picture;
    if (!picture) {
      return;
    }
    const { context, width, height } = prepare(this.canvas);
    context.font = `12px ${colour("sans")}`;
    context.textBaseline = "middle";
    picture.hosts.forEach((host, row) => this.#host(context, host, row));
    this.#answers(context, picture.hosts.length * (ROW + 4));
    for (const fault of picture.faults) {
      context.fillStyle = colour("bad");
      context.fillRect(this.#toX(fault.atNs) - 0.5, 0, 1.5, height - AXIS);
    }
    this.#axis(context, height, picture.endNs);
    const from = this.#toX(this.window.fromNs);
    const until = Math.max(from + 3, this.#toX(this.window.untilNs));
    context.fillStyle = colour("ink");
    context.globalAlpha = 0.1;
    context.fillRect(from, 0, until - from, height - AXIS);
    context.globalAlpha = 0.6;
    context.strokeStyle = colour("ink");
    context.strokeRect(from + 0.5, 0.5, until - from - 1, height - AXIS - 1);
    context.globalAlpha = 1;
    context.fillRect(Math.min(width - 1, this.#toX(this.cursorNs)), 0, 1, height - AXIS);
  }

  /** @param {CanvasRenderingContext2D} context @param {string} host @param {number} row */
  #host(context, host, row) {
    const top = row * (ROW + 4);
    context.fillStyle = colour("ink");
    context.fillText(host, 0, top + ROW / 2, LEFT - 6);
    for (const span of this.picture?.states ?? []) {
      if (span.host === host) {
        const x = this.#toX(span.fromNs);
        const long = Math.max(1, this.#toX(span.untilNs) - x);
        context.fillStyle = colour(tone(span));
        context.globalAlpha = span.executes ? 1 : 0.45;
        context.fillRect(x, top + 2, long, ROW - 4);
        context.globalAlpha = 1;
        if (long > 8 * span.state.length) {
          context.fillStyle = colour(span.executes ? "panel" : "ink");
          context.fillText(span.state, x + 5, top + ROW / 2 + 0.5);
        }
      }
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {number} top */
  #answers(context, top) {
    const bins = this.answers ?? [];
    const most = Math.max(1, ...bins);
    context.fillStyle = colour("dim");
    context.fillText("answers", 0, top + ROW / 2, LEFT - 6);
    bins.forEach((count, i) => {
      const high = (count / most) * ROW;
      const wide = this.#span / bins.length;
      context.fillRect(LEFT + i * wide, top + ROW - high, Math.max(0.5, wide - 0.3), high);
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {number} height @param {number} endNs */
  #axis(context, height, endNs) {
    const stepNs = round((endNs * 90) / Math.max(90, this.#span));
    context.fillStyle = colour("dim");
    context.font = `11px ${colour("sans")}`;
    for (let ns = 0; ns <= endNs; ns += stepNs) {
      const text = tick(ns, stepNs) + (ns === 0 ? " ms" : "");
      if (this.#toX(ns) + context.measureText(text).width < LEFT + this.#span) {
        context.fillText(text, this.#toX(ns), height - AXIS / 2 + 2);
      }
    }
  }
}

/** The name of a state's colour. @param {import("./picture.js").Span} span */
export function tone(span) {
  return span.live ? "live" : /wait|won/.test(span.state) ? "wait" : "follow";
}

/** @param {import("./picture.js").Picture} picture */
function told(picture) {
  return picture.states
    .map((span) => `${span.host} is ${span.state} until ${tick(span.untilNs, 1e4)} ms`)
    .join("; ");
}
