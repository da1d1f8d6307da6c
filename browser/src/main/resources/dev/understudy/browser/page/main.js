// The page: one run in the picture, a cursor in it, and the branches that faults at the cursor made.
import { Cancelled, EngineClient } from "./client.js";
import { Diagram } from "./diagram.js";
import { byId, dark, el } from "./dom.js";
import { FaultMenu } from "./faults.js";
import { instant } from "./format.js";
import { Moment } from "./moment.js";
import { Overview } from "./overview.js";
import { Picture } from "./picture.js";
import { showBranches, showHead } from "./runs.js";
import { surroundings } from "./surroundings.js";

/** @typedef {import("./runs.js").OpenRun} OpenRun */

const KEYS = [
  ["j k", "next event, event before"],
  ["→ ←", "one instruction on, one back"],
  ["+ −", "show a shorter time, a longer one"],
  ["/", "search in what happened"],
  ["f", "faults"],
  ["u", "back to the run that a branch came from"],
];

class Page {
  /** @type {OpenRun[]} */
  runs = [];
  /** @type {OpenRun | undefined} */
  run = undefined;
  /** Moves of the cursor are made one after the other; only the last one asked for counts. */
  #moving = Promise.resolve();
  /** @type {(() => Promise<any>) | undefined} */
  #wanted;

  /** @param {EngineClient} engine */
  constructor(engine) {
    this.engine = engine;
    this.engine.onProgress = (ns) => this.#busy(`running: ${instant(Math.round(ns))}`);
    this.progress = el("span", {});
    this.faults = new FaultMenu((fault) => this.branch(fault));
    this.overview = new Overview(byId("overview"), (ns) => this.goTo(ns));
    this.diagram = new Diagram(byId("diagram"), {
      goTo: (ns) => this.goTo(ns),
      moved: (fromNs, untilNs) => {
        this.overview.window = { fromNs, untilNs };
        this.overview.draw();
      },
    });
    this.moment = new Moment(
      byId("moment"),
      {
        step: (host, back) => this.step(host, back),
        event: (by) => this.event(by),
        goTo: (ns) => this.goTo(ns),
      },
      this.faults.details,
    );
    this.search = el("input", {
      type: "search",
      placeholder: "Search",
      "aria-label": "Search in what happened; Enter goes to the next",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter") {
          this.find(this.search.value);
        }
      },
    });
    byId("diagram").querySelector(".tools")?.append(this.search);
    byId("diagram").append(
      el("p", { class: "tools dim" }, ...KEYS.flatMap(([key, what]) => [el("kbd", {}, key), what])),
    );
    document.addEventListener("keydown", (event) => this.#key(event));
    window.addEventListener("resize", () => this.#redraw());
    dark.addEventListener("change", () => this.#redraw());
  }

  #redraw() {
    this.diagram.redraw();
    this.overview.draw();
  }

  // ---- what the page says

  /** @param {string} text */
  #busy(text) {
    this.progress.textContent = `${text}  `;
    if (this.progress.parentElement !== byId("status")) {
      byId("status").className = "";
      byId("status").replaceChildren(
        this.progress,
        el("button", { type: "button", onclick: () => this.#cancel() }, "Give up"),
      );
    }
  }

  /** @param {string} text @param {string} [tone] */
  say(text, tone = "") {
    byId("status").className = tone;
    byId("status").replaceChildren(text);
  }

  #cancel() {
    this.engine.cancel();
    this.runs = [];
    this.choose();
  }

  /**
   * Does something that may be refused, and says why it was.
   *
   * @param {() => Promise<void>} what
   */
  async attempt(what) {
    document.body.dataset.state = "busy";
    try {
      await what();
      document.body.dataset.state = "ready";
    } catch (problem) {
      if (!(problem instanceof Cancelled)) {
        this.say(/** @type {Error} */ (problem).message, "bad");
        document.body.dataset.state = "refused";
      }
    }
  }

  // ---- opening

  /** Lets people choose among the programs that ship. */
  choose() {
    return this.attempt(async () => {
      const { programs } = await this.engine.ask({ op: "programs" });
      byId("head").replaceChildren(el("h1", {}, "Understudy"), el("span", {}, "Which program is to be run?"));
      document.body.classList.add("choosing");
      byId("branches").replaceChildren(
        el(
          "div",
          { class: "programs grow" },
          ...programs.map((/** @type {any} */ one) =>
            el(
              "button",
              { type: "button", onclick: () => this.open({ op: "open", program: one.name }) },
              el("b", {}, one.name),
              el("small", {}, one.description),
            ),
          ),
        ),
      );
      this.say("");
    });
  }

  /** @param {object} request @param {string[]} [branches] @param {number} [atNs] */
  open(request, branches = [], atNs = undefined) {
    return this.attempt(async () => {
      this.#busy("running …");
      const run = await this.engine.ask(request);
      this.runs = [{ ...run, atNs: firstLook(run) }];
      document.body.classList.remove("choosing");
      await this.#show(this.runs[0]);
      for (const fault of branches) {
        await this.#branch(fault);
      }
      if (atNs !== undefined) {
        await this.#seek({ atNs });
      }
    });
  }

  /** @param {OpenRun} run */
  async #show(run) {
    run.picture ??= new Picture(await this.engine.ask({ op: "picture", run: run.run }));
    this.run = run;
    document.title = `${run.program} — Understudy`;
    showHead(byId("head"), run, {
      copy: (text) => this.copy(text),
      goTo: (ns) => this.goTo(ns),
      programs: () => this.choose(),
    });
    showBranches(byId("branches"), this.runs, run.run, (other) => this.attempt(() => this.#show(other)));
    this.overview.show(run.picture);
    this.diagram.show(run.picture, differsFrom(run));
    await this.#seek({ atNs: Math.min(run.atNs, run.picture.endNs) });
  }

  // ---- moving

  /** @param {object} where */
  async #seek(where) {
    await this.#arrive({ op: "seek", run: this.run?.run, ...where });
  }

  /** @param {object} request */
  async #arrive(request) {
    const run = this.run;
    if (run?.picture) {
      const view = await this.engine.ask(request);
      run.atNs = view.atNs;
      this.overview.cursorNs = view.atNs;
      this.diagram.cursor(view.atNs);
      this.moment.show(view, run.picture);
      this.say(view.found ? "" : "it goes no further: its guest has ended, or its host is down by then");
      const chain = this.#chain(run).map((fault) => `&with=${encodeURIComponent(fault)}`);
      history.replaceState(null, "", `#at=${view.atNs}${chain.join("")}`);
    }
  }

  /** The faults that made a branch, the first one first. @param {OpenRun} run @returns {string[]} */
  #chain(run) {
    const parent = this.runs.find((other) => other.run === run.parent);
    return run.fault === undefined ? [] : [...(parent ? this.#chain(parent) : []), run.fault];
  }

  /** @param {() => Promise<any>} move */
  #move(move) {
    this.#wanted = move;
    document.body.dataset.state = "busy";
    this.#moving = this.#moving.then(async () => {
      const wanted = this.#wanted;
      this.#wanted = undefined;
      if (wanted) {
        await this.attempt(wanted);
      }
    });
  }

  /** @param {number} atNs */
  goTo(atNs) {
    this.#move(() => this.#seek({ atNs }));
  }

  /** @param {number} host @param {boolean} back */
  step(host, back) {
    this.#move(() => this.#arrive({ op: "step", run: this.run?.run, host, back }));
  }

  /** To the next instant at which something happens, or the one before. @param {number} by */
  event(by) {
    const { picture, atNs } = this.run ?? {};
    if (picture && atNs !== undefined) {
      const number = by > 0 ? picture.firstFrom(atNs + 1) : picture.firstFrom(atNs) - 1;
      const event = picture.events[Math.max(0, Math.min(number, picture.events.length - 1))];
      this.goTo(event.atNs);
    }
  }

  /** To the next event whose words have this in them, from the beginning behind the last. @param {string} text */
  find(text) {
    const { picture, atNs } = this.run ?? {};
    if (!picture || atNs === undefined || text === "") {
      return;
    }
    const wanted = text.toLowerCase();
    const is = (/** @type {import("./picture.js").Event} */ event) =>
      `${event.actor} ${event.text}`.toLowerCase().includes(wanted);
    const next = picture.firstFrom(atNs + 1);
    const found = picture.events.slice(next).find(is) ?? picture.events.slice(0, next).find(is);
    if (found) {
      this.goTo(found.atNs);
    } else {
      this.say(`nothing that happened has “${text}” in its words`, "bad");
    }
  }

  // ---- branches

  /** @param {string} fault */
  branch(fault) {
    return this.attempt(() => this.#branch(fault));
  }

  /** @param {string} fault */
  async #branch(fault) {
    const parent = this.run;
    if (parent) {
      this.#busy("running the branch …");
      const run = await this.engine.ask({ op: "branch", run: parent.run, atNs: parent.atNs, fault });
      const branch = { ...run, parent: parent.run, atNs: parent.atNs };
      this.runs.push(branch);
      await this.#show(branch);
    }
  }

  /** Back to the run that this branch came from. */
  undo() {
    const parent = this.runs.find((other) => other.run === this.run?.parent);
    if (parent) {
      this.attempt(() => this.#show(parent));
    }
  }

  /** @param {string} text */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.say(`copied: ${text}`);
    } catch {
      this.say(text);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = /** @type {HTMLElement} */ (event.target);
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName) && at.getAttribute("type") !== "checkbox";
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !this.run) {
      return;
    }
    const moves = /** @type {Record<string, () => void>} */ ({
      j: () => this.event(1),
      k: () => this.event(-1),
      ArrowRight: () => this.step(this.moment.host, false),
      ArrowLeft: () => this.step(this.moment.host, true),
      "+": () => this.diagram.zoom(0.5),
      "-": () => this.diagram.zoom(2),
      "/": () => this.search.select(),
      f: () => this.faults.toggle(),
      u: () => this.undo(),
    });
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      move();
    }
  }
}

/** Where the cursor is first: at the first breach, or right before the first fault. @param {any} run */
function firstLook(run) {
  const { broken, faultsApplied, virtualTimeNs } = run.report;
  if (broken.length > 0) {
    return Math.min(...broken.map((/** @type {any} */ breach) => breach.atNs));
  }
  return faultsApplied.length > 0 ? Math.max(0, faultsApplied[0].atNs - 1) : Math.min(virtualTimeNs, 2e6);
}

/** When a branch and what it came from part. @param {OpenRun} run */
function differsFrom(run) {
  const first = run.firstDifference ?? -1;
  return first < 0 ? undefined : run.picture?.events[first]?.atNs;
}

async function begin() {
  const { startWorker, wasm, run } = await surroundings();
  const page = new Page(new EngineClient(startWorker, wasm));
  const hash = new URLSearchParams(location.hash.slice(1));
  const at = hash.get("at");
  if (run) {
    await page.open(run, hash.getAll("with"), at === null ? undefined : Number(at));
  } else {
    await page.choose();
  }
}

begin();
