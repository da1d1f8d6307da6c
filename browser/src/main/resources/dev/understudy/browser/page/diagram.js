// The space-time picture: a lane each for clients, hosts and disk, time downwards, what was sent as
// arrows. Only what is within the window is drawn, so that a run may have any number of events.
import { Axis } from "./axis.js";
import { colour, el, prepare } from "./dom.js";
import { length, round, tick } from "./format.js";
import { tone } from "./overview.js";
import { CLIENTS, DISK, FAULTS } from "./picture.js";

/** @typedef {import("./picture.js").Event} Event */

const WIDE = 520;
const TOP = 46;
const NEAR = 7;
/** Beyond so many events arrows are thin, and only what is pointed at is named. */
const NAMED_MAX = 700;

/** What is named first, where there is no room for every name. */
const FIRST = { fault: 0, hovered: 1, arrow: 2, lost: 3, hold: 4, note: 5, fold: 6 };
const NS_PER_PIXEL_MIN = 0.2;
const STANDARD_NS_PER_PIXEL = 2500;

/** What may be left out of the picture. */
export const KINDS = /** @type {const} */ (["requests", "channel", "disk", "notes"]);

export class Diagram {
  #places = { hover: /** @type {Event | undefined} */ (undefined), frame: 0 };
  /** @type {{x: number, y: number, fromY: number, moved: boolean} | undefined} */
  #drag;
  /** Where there are very many arrows, all of one colour are drawn at once. */
  #crowd = { live: new Path2D(), ink: new Path2D() };

  /**
   * @param {HTMLElement} place
   * @param {{goTo: (ns: number) => void, moved: (fromNs: number, untilNs: number) => void}} told
   */
  constructor(place, told) {
    this.told = told;
    /** @type {import("./picture.js").Picture | undefined} */
    this.picture = undefined;
    this.axis = new Axis([], 0, 1);
    this.fromY = 0;
    this.cursorNs = 0;
    /** @type {number | undefined} */
    this.differsFromNs = undefined;
    /** @type {Set<string>} */
    this.hidden = new Set();
    this.canvas = el("canvas", { role: "img", "aria-label": "Space-time picture" });
    this.tip = el("div", { class: "tip" });
    place.replaceChildren(this.#tools(), this.canvas, this.tip);
    this.#listen();
  }

  #tools() {
    const button = (/** @type {string} */ text, /** @type {string} */ title, /** @type {() => void} */ on) =>
      el("button", { type: "button", title, "aria-label": title, onclick: on }, text);
    const filters = KINDS.map((kind) =>
      el(
        "label",
        {},
        el("input", {
          type: "checkbox",
          checked: true,
          "data-kind": kind,
          onchange: (/** @type {any} */ event) => this.#toggle(kind, event.target.checked),
        }),
        kind,
      ),
    );
    return el(
      "div",
      { class: "tools" },
      button("+", "Show a shorter time", () => this.zoom(0.5)),
      button("−", "Show a longer time", () => this.zoom(2)),
      button("Whole run", "Show all of the run", () => this.fit()),
      button("To the cursor", "Show where the cursor is", () => this.reveal(this.cursorNs)),
      el("span", { class: "grow" }),
      ...filters,
    );
  }

  /** @param {string} kind @param {boolean} shown */
  #toggle(kind, shown) {
    this.hidden[shown ? "delete" : "add"](kind);
    this.redraw();
  }

  #listen() {
    const canvas = this.canvas;
    canvas.addEventListener(
      "wheel",
      (/** @type {WheelEvent} */ event) => {
        event.preventDefault();
        if (event.ctrlKey || event.metaKey || event.shiftKey) {
          this.zoom(2 ** ((event.deltaY || event.deltaX) / 300), event.offsetY);
        } else {
          this.scroll(event.deltaY);
        }
      },
      { passive: false },
    );
    canvas.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      canvas.setPointerCapture(event.pointerId);
      this.#drag = { x: event.offsetX, y: event.offsetY, fromY: this.fromY, moved: false };
    });
    canvas.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => this.#move(event));
    canvas.addEventListener("pointerup", (/** @type {PointerEvent} */ event) => {
      if (this.#drag && !this.#drag.moved) {
        const near = this.#near(event.offsetX, event.offsetY);
        this.told.goTo(near ? near.atNs : this.#nsAt(event.offsetY));
      }
      this.#drag = undefined;
    });
    canvas.addEventListener("pointerleave", () => this.#hover(undefined, 0, 0));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const drag = this.#drag;
    if (drag && event.buttons === 1) {
      drag.moved ||= Math.abs(event.offsetY - drag.y) > 4;
      if (drag.moved) {
        this.#from(drag.fromY - (event.offsetY - drag.y));
      }
    } else {
      this.#hover(this.#near(event.offsetX, event.offsetY), event.offsetX, event.offsetY);
    }
  }

  /** @param {Event | undefined} event @param {number} x @param {number} y */
  #hover(event, x, y) {
    if (event !== this.#places.hover) {
      this.#places.hover = event;
      this.tip.textContent = event ? `${event.actor} ${event.text}` : "";
      this.redraw();
    }
    const top = this.canvas.offsetTop + y + 14;
    this.tip.style.top = `${top}px`;
    this.tip.style.left = `${Math.min(x + 12, Math.max(0, this.canvas.clientWidth - 300))}px`;
  }

  // ---- what is shown

  /** @param {import("./picture.js").Picture} picture @param {number | undefined} differsFromNs */
  show(picture, differsFromNs) {
    const first = this.picture === undefined;
    this.picture = picture;
    this.differsFromNs = differsFromNs;
    this.#scale(first ? STANDARD_NS_PER_PIXEL : this.axis.nsPerPixel);
    this.redraw();
  }

  /** @param {number} nsPerPixel */
  #scale(nsPerPixel) {
    const { instants, endNs } = this.picture ?? { instants: [], endNs: 0 };
    const most = Math.max(1, endNs / 100);
    const scale = Math.max(NS_PER_PIXEL_MIN, Math.min(most, nsPerPixel));
    this.axis = new Axis(instants, endNs, scale);
  }

  /** Where the lanes begin, right of the times. */
  get #left() {
    return this.canvas.clientWidth < WIDE ? 56 : 84;
  }

  get #viewHeight() {
    return Math.max(1, this.canvas.clientHeight - TOP);
  }

  /** @param {number} y */
  #from(y) {
    this.fromY = Math.max(-20, Math.min(y, this.axis.height - this.#viewHeight + 40));
    this.redraw();
  }

  /** @param {number} pixels */
  scroll(pixels) {
    this.#from(this.fromY + pixels);
  }

  /**
   * @param {number} factor more than 1 to show a longer time
   * @param {number} [at] the pixel that stays where it is; the cursor if it is in sight
   */
  zoom(factor, at) {
    const cursor = this.#yOf(this.cursorNs);
    const inSight = cursor > TOP && cursor < this.canvas.clientHeight;
    const pixel = at ?? (inSight ? cursor : TOP + this.#viewHeight / 2);
    const ns = this.#nsAt(pixel);
    this.#scale(this.axis.nsPerPixel * factor);
    this.#from(this.axis.toY(ns) - (pixel - TOP));
  }

  fit() {
    let nsPerPixel = Math.max(1, (this.picture?.endNs ?? 1) / 100);
    this.#scale(nsPerPixel);
    while (this.axis.height < this.#viewHeight * 0.9 && nsPerPixel > NS_PER_PIXEL_MIN) {
      nsPerPixel /= 1.5;
      this.#scale(nsPerPixel);
    }
    this.#from(0);
  }

  /** Brings a moment into sight. @param {number} ns */
  reveal(ns) {
    const y = this.#yOf(ns);
    if (y < TOP + 30 || y > this.canvas.clientHeight - 30) {
      this.#from(this.axis.toY(ns) - this.#viewHeight * 0.4);
    }
  }

  /** @param {number} ns */
  cursor(ns) {
    this.cursorNs = ns;
    this.reveal(ns);
    this.redraw();
  }

  // ---- where things are

  /** @param {number} ns */
  #yOf(ns) {
    return TOP + this.axis.toY(ns) - this.fromY;
  }

  /** @param {number} y */
  #nsAt(y) {
    return this.axis.toNs(y - TOP + this.fromY);
  }

  /** @param {string} lane */
  #xOf(lane) {
    const lanes = this.picture?.lanes ?? [];
    const index = Math.max(0, lanes.indexOf(lane));
    const room = this.canvas.clientWidth - this.#left - 72;
    return this.#left + 24 + (index * room) / Math.max(1, lanes.length - 1);
  }

  get window() {
    return {
      fromNs: this.#nsAt(TOP),
      untilNs: this.#nsAt(TOP + this.#viewHeight),
    };
  }

  /** @param {Event} event @returns {typeof KINDS[number]} */
  #kindOf(event) {
    const cause = this.picture?.events[event.cause];
    const lanes = [event.lane, cause?.lane ?? event.lane];
    if (lanes.includes(CLIENTS)) {
      return "requests";
    }
    if (lanes.includes(DISK)) {
      return "disk";
    }
    return lanes[0] === lanes[1] ? "notes" : "channel";
  }

  /** What is to be drawn: in the window, and not hidden. */
  #visible() {
    const picture = this.picture;
    if (!picture) {
      return [];
    }
    const { fromNs, untilNs } = this.window;
    const events = [];
    // What has arrived within the window may have been sent before it, and the other way round.
    const last = untilNs + picture.longestNs;
    for (let i = picture.firstFrom(fromNs); i < picture.events.length; i++) {
      const event = picture.events[i];
      if (event.atNs > last) {
        break;
      }
      const cause = picture.events[event.cause];
      const shown = event.atNs <= untilNs || (cause && cause.atNs <= untilNs);
      if (shown && event.actor !== FAULTS && !this.hidden.has(this.#kindOf(event))) {
        events.push(event);
      }
    }
    return events;
  }

  /** The event under the pointer. @param {number} x @param {number} y */
  #near(x, y) {
    let best;
    let least = NEAR * NEAR * 4;
    for (const event of this.#visible()) {
      const dy = this.#yOf(event.atNs) - y;
      const dx = (this.#xOf(event.lane) - x) / 4;
      if (dx * dx + dy * dy < least) {
        least = dx * dx + dy * dy;
        best = event;
      }
    }
    return best;
  }

  // ---- drawing

  redraw() {
    if (!this.#places.frame) {
      this.#places.frame = requestAnimationFrame(() => {
        this.#places.frame = 0;
        this.#draw();
      });
    }
  }

  #draw() {
    const picture = this.picture;
    if (!picture) {
      return;
    }
    const { context, width, height } = prepare(this.canvas);
    context.font = `11.5px ${colour("sans")}`;
    context.textBaseline = "middle";
    context.save();
    context.beginPath();
    context.rect(0, TOP, width, height - TOP);
    context.clip();
    const labels = new Labels(context);
    this.#difference(context, width, height);
    this.#times(context, width, height);
    this.#folds(context, width, labels);
    picture.lanes.forEach((lane) => this.#lane(context, lane, height));
    const events = this.#visible();
    const named = events.length <= NAMED_MAX;
    this.#holds(context, named ? labels : undefined);
    this.#crowd = { live: new Path2D(), ink: new Path2D() };
    for (const event of events) {
      this.#event(context, event, labels, named);
    }
    this.#drawCrowd(context);
    this.#faults(context, width, labels);
    this.#cursor(context, width);
    labels.draw();
    context.restore();
    this.#heads(context, width);
    const { fromNs, untilNs } = this.window;
    this.told.moved(fromNs, untilNs);
    const seen = `${tick(fromNs, 1e3)} to ${tick(untilNs, 1e3)} ms, ${events.length} events`;
    this.canvas.setAttribute("aria-label", `Space-time picture from ${seen}`);
  }

  /** @param {CanvasRenderingContext2D} context */
  #drawCrowd(context) {
    context.globalAlpha = 0.45;
    context.lineWidth = 0.5;
    for (const ink of /** @type {const} */ (["live", "ink"])) {
      context.strokeStyle = colour(ink);
      context.stroke(this.#crowd[ink]);
    }
    context.globalAlpha = 1;
    context.lineWidth = 1;
  }

  /** @param {CanvasRenderingContext2D} context @param {number} width */
  #heads(context, width) {
    context.fillStyle = colour("line");
    context.fillRect(0, TOP - 1, width, 1);
    context.textAlign = "center";
    const lanes = this.picture?.lanes ?? [];
    const room = (width - this.#left) / Math.max(1, lanes.length - 1) - 12;
    for (const lane of lanes) {
      const span = this.#stateAt(lane, this.cursorNs);
      context.font = `600 12px ${colour("sans")}`;
      context.fillStyle = colour("ink");
      context.fillText(lane, this.#xOf(lane), 14);
      context.font = `11px ${colour("sans")}`;
      context.fillStyle = colour(span ? tone(span) : "bad");
      const state = span?.state ?? (this.picture?.hosts.includes(lane) ? "down" : "");
      context.fillText(cut(context, state, room), this.#xOf(lane), 31);
    }
    context.textAlign = "left";
    context.fillStyle = colour("dim");
    context.fillText("ms", 12, 14);
  }

  /** The state of a host at a time; none if it is down, or no host. @param {string} lane @param {number} ns */
  #stateAt(lane, ns) {
    return this.picture?.states.find(
      (span) => span.host === lane && span.fromNs <= ns && ns < span.untilNs - 1000,
    );
  }

  /** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height */
  #difference(context, width, height) {
    if (this.differsFromNs !== undefined) {
      const y = this.#yOf(this.differsFromNs);
      context.fillStyle = colour("mark");
      context.globalAlpha = 0.35;
      context.fillRect(this.#left - 8, y, width, height - y);
      context.globalAlpha = 1;
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height */
  #times(context, width, height) {
    const stepNs = round(this.axis.nsPerPixel * 56);
    const { fromNs, untilNs } = this.window;
    context.font = `11px ${colour("mono")}`;
    let lastY = -Infinity;
    for (let ns = Math.ceil(fromNs / stepNs) * stepNs; ns <= untilNs; ns += stepNs) {
      const y = this.#yOf(ns);
      if (y - lastY >= 18 && y < height) {
        context.fillStyle = colour("line");
        context.globalAlpha = 0.6;
        context.fillRect(this.#left - 8, Math.round(y), width, 1);
        context.globalAlpha = 1;
        context.fillStyle = colour("dim");
        context.fillText(tick(ns, stepNs), 10, y, this.#left - 20);
        lastY = y;
      }
      if (untilNs - fromNs > stepNs * 4000) {
        break;
      }
    }
    context.font = `11.5px ${colour("sans")}`;
  }

  /** @param {CanvasRenderingContext2D} context @param {number} width @param {Labels} labels */
  #folds(context, width, labels) {
    for (const { y, ns } of this.axis.folds(this.fromY, this.fromY + this.#viewHeight)) {
      const at = TOP + y - this.fromY;
      context.strokeStyle = colour("line");
      context.setLineDash([2, 5]);
      line(context, this.#left, at, width - 12, at);
      context.setLineDash([]);
      labels.add("fold", `${length(ns)} of silence`, (this.#left + width) / 2, at, { align: "center", ink: "dim" });
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {string} lane @param {number} height */
  #lane(context, lane, height) {
    const x = this.#xOf(lane);
    context.strokeStyle = colour("line");
    context.lineWidth = 1;
    line(context, x, TOP, x, height);
    const spans = (this.picture?.states ?? []).filter((span) => span.host === lane);
    for (const span of spans) {
      const from = Math.max(TOP - 2, this.#yOf(span.fromNs));
      const until = Math.min(height + 2, this.#yOf(span.untilNs));
      if (until > from) {
        context.strokeStyle = colour(tone(span));
        context.lineWidth = span.live ? 5 : 4;
        context.globalAlpha = span.executes ? 0.9 : 0.6;
        line(context, x, from, x, until);
        context.globalAlpha = 1;
      }
    }
    context.lineWidth = 1;
    this.#down(context, spans, x, height);
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./picture.js").Span[]} spans @param {number} x @param {number} height */
  #down(context, spans, x, height) {
    const last = spans[spans.length - 1];
    if (last && last.untilNs < (this.picture?.endNs ?? 0)) {
      context.strokeStyle = colour("bad");
      context.setLineDash([2, 5]);
      line(context, x, Math.max(TOP, this.#yOf(last.untilNs)), x, height);
      context.setLineDash([]);
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Labels | undefined} labels */
  #holds(context, labels) {
    const { fromNs, untilNs } = this.window;
    for (const hold of this.picture?.holds ?? []) {
      if (hold.untilNs < fromNs || hold.fromNs > untilNs || this.hidden.has("notes")) {
        continue;
      }
      const x = this.#xOf(hold.host);
      const from = this.#yOf(hold.fromNs);
      const high = Math.max(1, this.#yOf(hold.untilNs) - from);
      const ink = hold.output === null ? "bad" : "hold";
      context.fillStyle = colour(ink);
      context.fillRect(x - 9, from, 4, high);
      if (high > 12) {
        const why = hold.output === null ? "never left" : `held ${length(hold.untilNs - hold.fromNs)}`;
        const middle = (Math.max(TOP, from) + Math.min(from + high, this.canvas.clientHeight)) / 2;
        labels?.add("hold", why, x - 14, middle, { align: "right", ink: hold.output === null ? "bad" : "wait" });
      }
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context @param {Event} event @param {Labels} labels
   * @param {boolean} named whether there is room for names
   */
  #event(context, event, labels, named) {
    const cause = this.picture?.events[event.cause];
    if (cause && cause.lane !== event.lane && cause.actor !== FAULTS) {
      this.#arrow(context, cause, event, labels, named);
    } else if (cause?.actor === FAULTS) {
      this.#struck(context, event);
    } else {
      this.#note(context, event, labels, named);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context @param {Event} cause @param {Event} event
   * @param {Labels} labels @param {boolean} named
   */
  #arrow(context, cause, event, labels, named) {
    const x1 = this.#xOf(cause.lane);
    const x2 = this.#xOf(event.lane);
    const side = Math.sign(x2 - x1);
    const [y1, y2] = [this.#yOf(cause.atNs), this.#yOf(event.atNs)];
    const hovered = this.#places.hover === event || this.#places.hover === cause;
    const ink = hovered || this.#kindOf(event) === "requests" ? "live" : "ink";
    if (!hovered && !named) {
      this.#crowd[ink].moveTo(x1 + 4 * side, y1);
      this.#crowd[ink].lineTo(x2 - 4 * side, y2);
    } else {
      context.strokeStyle = colour(ink);
      context.lineWidth = hovered ? 2.5 : 1;
      context.globalAlpha = hovered ? 1 : 0.7;
      arrow(context, x1 + 4 * side, y1, x2 - 4 * side, y2);
      context.globalAlpha = 1;
      context.lineWidth = 1;
      const most = Math.abs(x2 - x1) - 24;
      const kind = hovered ? "hovered" : "arrow";
      labels.add(kind, carried(cause), (x1 + x2) / 2, (y1 + y2) / 2, { align: "center", ink: "ink", most });
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Event} event */
  #struck(context, event) {
    const x = this.#xOf(event.lane);
    const y = this.#yOf(event.atNs);
    context.strokeStyle = colour("bad");
    context.lineWidth = 3;
    line(context, x - 8, y - 8, x + 8, y + 8);
    line(context, x - 8, y + 8, x + 8, y - 8);
    context.lineWidth = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} context @param {Event} event @param {Labels} labels
   * @param {boolean} named
   */
  #note(context, event, labels, named) {
    const x = this.#xOf(event.lane);
    const y = this.#yOf(event.atNs);
    const lost = this.picture?.lost.has(event.number);
    const hovered = this.#places.hover === event;
    if (hovered || named) {
      context.fillStyle = colour(lost ? "bad" : "ink");
      context.beginPath();
      context.arc(x, y, hovered ? 4 : 2.2, 0, 2 * Math.PI);
      context.fill();
    }
    if (lost) {
      this.#lostStub(context, event, x, y);
    }
    const sent = /^(sends|asks|answers)/.test(event.text) && !lost;
    if (hovered || (named && !sent)) {
      const right = event.lane === DISK;
      const text = lost ? `${carried(event)}: never arrives` : event.text;
      labels.add(hovered ? "hovered" : lost ? "lost" : "note", text, x + (right ? -9 : 9), y, {
        align: right ? "right" : "left",
        ink: lost ? "bad" : "dim",
      });
    }
  }

  /** What nobody got ends in a cross. @param {CanvasRenderingContext2D} context @param {Event} event @param {number} x @param {number} y */
  #lostStub(context, event, x, y) {
    const host = this.picture?.hosts.indexOf(event.lane) ?? -1;
    const side = event.lane === DISK || host > 0 || /output/.test(event.text) ? -1 : 1;
    context.strokeStyle = colour("bad");
    line(context, x, y, x + 26 * side, y + 6);
    line(context, x + 22 * side, y + 2, x + 30 * side, y + 10);
    line(context, x + 22 * side, y + 10, x + 30 * side, y + 2);
  }

  /** @param {CanvasRenderingContext2D} context @param {number} width @param {Labels} labels */
  #faults(context, width, labels) {
    for (const fault of this.picture?.faults ?? []) {
      const y = this.#yOf(fault.atNs);
      if (y > TOP - 20 && y < this.canvas.clientHeight + 20) {
        context.strokeStyle = colour("bad");
        context.setLineDash([6, 4]);
        line(context, this.#left - 8, y, width - 12, y);
        context.setLineDash([]);
        labels.add("fault", fault.text, width - 12, y - 10, { align: "right", ink: "bad", most: width - this.#left });
      }
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {number} width */
  #cursor(context, width) {
    const y = this.#yOf(this.cursorNs);
    context.strokeStyle = colour("live");
    context.globalAlpha = 0.8;
    line(context, this.#left - 14, y, width, y);
    context.globalAlpha = 1;
    context.fillStyle = colour("live");
    context.beginPath();
    context.moveTo(this.#left - 22, y - 5);
    context.lineTo(this.#left - 12, y);
    context.lineTo(this.#left - 22, y + 5);
    context.fill();
  }
}

/** The names of what is drawn: those that matter most are set first, and none is set on another. */
class Labels {
  /**
   * @typedef {{align: CanvasTextAlign, ink: string, most?: number}} Manner
   * @type {{kind: keyof typeof FIRST, text: string, x: number, y: number, manner: Manner}[]}
   */
  #wanted = [];
  /** @type {{left: number, right: number, y: number}[]} */
  #set = [];

  /** @param {CanvasRenderingContext2D} context */
  constructor(context) {
    this.context = context;
  }

  /** @param {keyof typeof FIRST} kind @param {string} text @param {number} x @param {number} y @param {Manner} manner */
  add(kind, text, x, y, manner) {
    this.#wanted.push({ kind, text, x, y, manner });
  }

  draw() {
    this.#wanted.sort((one, other) => FIRST[one.kind] - FIRST[other.kind]);
    for (const { kind, text, x, y, manner } of this.#wanted) {
      this.context.font = `${kind === "fault" ? "600 " : ""}11.5px ${colour("sans")}`;
      const shown = cut(this.context, text, manner.most ?? 230);
      const wide = this.context.measureText(shown).width;
      const left = manner.align === "left" ? x : manner.align === "right" ? x - wide : x - wide / 2;
      const right = left + wide;
      const taken = this.#set.some(
        (one) => Math.abs(one.y - y) < 13 && left < one.right + 4 && right > one.left - 4,
      );
      if (!taken) {
        this.#set.push({ left, right, y });
        this.#write(shown, left, y, wide, manner.ink);
      }
    }
  }

  /** On the ground's colour, so that lines do not cross it. @param {string} text @param {number} left @param {number} y @param {number} wide @param {string} ink */
  #write(text, left, y, wide, ink) {
    this.context.textAlign = "left";
    this.context.fillStyle = colour("bg");
    this.context.globalAlpha = 0.85;
    this.context.fillRect(left - 2, y - 7, wide + 4, 14);
    this.context.globalAlpha = 1;
    this.context.fillStyle = colour(ink);
    this.context.fillText(text, left, y);
  }
}

/** What an arrow carries. @param {Event} cause */
function carried(cause) {
  return cause.text.replace(/^(sends|asks for|asks:|answers:) /, "");
}

/** @param {CanvasRenderingContext2D} context @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function line(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function arrow(context, x1, y1, x2, y2) {
  line(context, x1, y1, x2, y2);
  const turn = Math.atan2(y2 - y1, x2 - x1);
  context.fillStyle = context.strokeStyle;
  context.beginPath();
  context.moveTo(x2, y2);
  context.lineTo(x2 - 8 * Math.cos(turn - 0.35), y2 - 8 * Math.sin(turn - 0.35));
  context.lineTo(x2 - 8 * Math.cos(turn + 0.35), y2 - 8 * Math.sin(turn + 0.35));
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {number} most */
function cut(context, text, most) {
  let shown = text;
  while (shown.length > 4 && context.measureText(shown).width > most) {
    shown = `${shown.slice(0, -2).trimEnd()}…`.replace(/…+$/, "…");
  }
  return shown;
}
