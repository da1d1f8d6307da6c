// The head of the page, and its foot: which run this is, what came of it, and its branches.
import { el } from "./dom.js";
import { instant } from "./format.js";

/**
 * A run that is open.
 *
 * @typedef {object} OpenRun
 * @property {number} run its number in the engine
 * @property {string} program
 * @property {string} seed
 * @property {string} strategy
 * @property {string[]} faults
 * @property {string} command
 * @property {any} report
 * @property {string} [fault] that made it a branch
 * @property {number} [firstDifference]
 * @property {number} [parent]
 * @property {import("./picture.js").Picture} [picture]
 * @property {number} atNs where the cursor was
 */

/** What came of a run, in a few words, and whether that is well. @param {any} report */
export function outcome(report) {
  const judged = report.oracles.filter((/** @type {any} */ one) => one.judged > 0).length;
  const broken = report.oracles.filter((/** @type {any} */ one) => one.verdict === "broken");
  switch (report.verdict) {
    case "ok":
      return { tone: "good", text: `✓ every promise kept · ${judged} judged` };
    case "broken":
      return { tone: "bad", text: `✕ ${broken.map((/** @type {any} */ one) => one.oracle).join(", ")}` };
    case "lost":
      return { tone: "bad", text: "lost: more went wrong than is provided for" };
    default:
      return { tone: "", text: `incomplete: ${report.notDone[0]?.text ?? "the run did not do its work"}` };
  }
}

/**
 * @param {HTMLElement} place
 * @param {OpenRun} run
 * @param {{copy: (text: string) => void, goTo: (ns: number) => void, programs: () => void}} told
 */
export function showHead(place, run, told) {
  const { tone, text } = outcome(run.report);
  const chip = (/** @type {string} */ what) => el("span", { class: "chip" }, what);
  place.replaceChildren(
    el("h1", {}, run.program),
    chip(`seed ${run.seed}`),
    chip(run.strategy),
    ...run.faults.map(chip),
    el("span", { class: `chip ${tone}`, id: "verdict" }, text),
    ...firstBreaches(run.report).map((/** @type {any} */ breach) =>
      el(
        "button",
        { type: "button", class: "bad", title: breach.text, onclick: () => told.goTo(breach.atNs) },
        `${breach.oracle} at ${instant(breach.atNs)}`,
      ),
    ),
    el("span", { class: "grow" }),
    el("span", { class: "mono dim", title: "The trace hash: a terminal has the same" }, run.report.traceHash),
    el(
      "button",
      { type: "button", title: run.command, onclick: () => told.copy(run.command) },
      "Copy command",
    ),
    el("button", { type: "button", onclick: told.programs }, "Other program"),
  );
}

/** The first breach of each promise. @param {any} report @returns {any[]} */
function firstBreaches(report) {
  const oracles = new Set();
  return report.broken.filter(
    (/** @type {any} */ breach) => !oracles.has(breach.oracle) && oracles.add(breach.oracle),
  );
}

/**
 * @param {HTMLElement} place
 * @param {OpenRun[]} runs
 * @param {number} current
 * @param {(run: OpenRun) => void} choose
 */
export function showBranches(place, runs, current, choose) {
  place.replaceChildren(
    ...runs.map((run) => {
      const { tone, text } = outcome(run.report);
      const parent = runs.find((other) => other.run === run.parent);
      const from = parent?.fault ? `, in the branch “${parent.fault}”` : "";
      return el(
        "button",
        {
          type: "button",
          class: "branch",
          "aria-current": run.run === current ? "true" : "false",
          onclick: () => choose(run),
        },
        el("b", {}, run.fault ?? "The run as it was asked for"),
        from,
        el("small", { class: tone }, text),
        el("small", {}, after(run)),
      );
    }),
  );
}

/** @param {OpenRun} run */
function after(run) {
  const report = run.report;
  const failovers = report.failovers === 1 ? "1 failover" : `${report.failovers} failovers`;
  return `${failovers}, ended at ${instant(report.endedNs)}`;
}
