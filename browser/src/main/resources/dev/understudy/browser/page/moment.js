// What is at the cursor: both machines side by side, what lies between them, what is around.
import { el } from "./dom.js";
import { instant } from "./format.js";

/**
 * @typedef {[string, string]} Row
 * @typedef {{name: string, state: string, live: boolean, count: number, why: string[],
 *   log: Row[], machine: any}} HostView
 * @typedef {{atNs: number, endNs: number, hosts: HostView[], between: Row[], clients: Row[],
 *   console: string, found: boolean}} CursorView
 */

const AROUND_BEFORE = 3;
const AROUND_BEHIND = 4;

export class Moment {
  /** What each cell said at the last stop. @type {Map<string, string>} */
  #before = new Map();
  /** @type {Map<string, string>} */
  #now = new Map();
  /** Which parts are folded out. @type {Map<string, boolean>} */
  #open = new Map([["Machine", true], ["Around this moment", true], ["Between them", true]]);

  /**
   * @param {HTMLElement} place
   * @param {{step: (host: number, back: boolean) => void, event: (by: number) => void,
   *   goTo: (ns: number) => void}} told
   * @param {HTMLElement} faults the menu of faults
   */
  constructor(place, told, faults) {
    this.told = told;
    this.host = 0;
    this.when = el("b", {});
    this.spoken = el("p", { class: "hidden", role: "status", "aria-live": "polite" });
    this.hosts = el("select", { "aria-label": "The machine that steps" });
    this.hosts.addEventListener("change", () => (this.host = Number(this.hosts.value)));
    this.body = el("div", {});
    const button = (/** @type {string} */ text, /** @type {string} */ title, /** @type {() => void} */ on) =>
      el("button", { type: "button", title, "aria-label": title, onclick: on }, text);
    place.replaceChildren(
      el(
        "div",
        { class: "when" },
        this.when,
        el("span", { class: "grow" }),
        button("↑ event", "To the event before (k)", () => told.event(-1)),
        button("↓ event", "To the next event (j)", () => told.event(1)),
      ),
      el(
        "div",
        { class: "when" },
        this.hosts,
        button("← instruction", "One instruction back (arrow left)", () => told.step(this.host, true)),
        button("→ instruction", "One instruction on (arrow right)", () => told.step(this.host, false)),
      ),
      this.spoken,
      faults,
      this.body,
    );
  }

  /**
   * @param {CursorView} view
   * @param {import("./picture.js").Picture} picture
   */
  show(view, picture) {
    this.#before = this.#now;
    this.#now = new Map();
    this.when.textContent = instant(view.atNs);
    this.#names(view);
    const around = this.#around(view.atNs, picture);
    this.body.replaceChildren(
      el("div", { class: "pair" }, ...view.hosts.map((host) => this.#hostCard(host))),
      this.#part("Around this moment", around),
      this.#part("Machine", this.#columns(view, (host) => host.machine?.registers ?? [])),
      this.#part("Log", this.#columns(view, (host) => host.log)),
      this.#part("Between them", this.#rows("between", view.between)),
      this.#part("Stack", this.#columns(view, (host) => host.machine?.stack ?? [])),
      this.#part("Devices", this.#columns(view, (host) => host.machine?.devices ?? [])),
      this.#part("Clients", this.#rows("clients", view.clients)),
      this.#part("Console", el("pre", { class: "console", tabindex: 0 }, view.console)),
    );
    const states = view.hosts.map((host) => `${host.name}: ${host.state}`).join("; ");
    this.spoken.textContent = `${instant(view.atNs)}; ${states}`;
  }

  /** @param {CursorView} view */
  #names(view) {
    if (this.hosts.options.length !== view.hosts.length) {
      this.hosts.replaceChildren(
        ...view.hosts.map((host, number) => el("option", { value: number }, host.name)),
      );
      this.host = Math.min(this.host, view.hosts.length - 1);
      this.hosts.value = String(this.host);
    }
  }

  /** @param {string} title @param {Node} content */
  #part(title, content) {
    const part = el("details", { open: this.#open.get(title) ?? false }, el("summary", {}, title), content);
    part.addEventListener("toggle", () => this.#open.set(title, part.open));
    return part;
  }

  /** @param {HostView} host */
  #hostCard(host) {
    const code = el("div", { class: "code" });
    const lines = host.machine?.lines ?? [];
    for (const one of lines) {
      const text = `${String(one.line).padStart(4)}  ${one.text}`;
      code.append(one.next ? el("span", { class: "next" }, text) : `${text}\n`);
    }
    if (lines.length === 0 && host.machine) {
      code.append(host.machine.instruction);
    }
    const reasons = host.why.slice(1);
    const place = host.machine ? host.machine.source ?? host.machine.place : "";
    return el(
      "div",
      { class: host.live ? "host live" : "host" },
      el("h2", {}, host.name),
      el("p", {}, host.state + (place ? ` · ${place}` : "")),
      ...(host.machine ? [code] : []),
      ...(reasons.length > 0 ? [el("ul", {}, ...reasons.map((text) => el("li", {}, text)))] : []),
    );
  }

  /** What happens around a time. @param {number} atNs @param {import("./picture.js").Picture} picture */
  #around(atNs, picture) {
    const next = picture.firstFrom(atNs + 1);
    const list = el("table", {});
    for (let i = Math.max(0, next - AROUND_BEFORE); i < next + AROUND_BEHIND; i++) {
      const event = picture.events[i];
      if (event) {
        const here = event.atNs === atNs;
        list.append(
          el(
            "tr",
            { class: here ? "changed" : undefined },
            el(
              "td",
              {},
              el(
                "button",
                { type: "button", class: "link", onclick: () => this.told.goTo(event.atNs) },
                (event.atNs / 1e6).toFixed(4),
              ),
            ),
            el("td", {}, event.actor),
            el("td", {}, event.text),
          ),
        );
      }
    }
    return list;
  }

  /**
   * A row for each name, a column for each host. What changed since the last stop is marked, and
   * what differs between the machines.
   *
   * @param {CursorView} view
   * @param {(host: HostView) => Row[]} rowsOf
   */
  #columns(view, rowsOf) {
    const hosts = view.hosts.filter((host) => rowsOf(host).length > 0);
    const columns = hosts.map((host) => new Map(rowsOf(host)));
    const names = [...new Set(columns.flatMap((column) => [...column.keys()]))];
    const head = el("tr", {}, el("th", {}), ...hosts.map((host) => el("th", {}, host.name)));
    const table = el("table", {}, head);
    for (const name of names) {
      const values = columns.map((column) => column.get(name) ?? "");
      const both = columns.length > 1 && columns.every((column) => column.has(name));
      const differs = both && new Set(values).size > 1;
      const changed = values.map((value, i) => this.#changed(`${hosts[i].name} ${name}`, value));
      table.append(
        el(
          "tr",
          { class: changed.includes(true) ? "changed" : undefined },
          el("th", {}, name),
          ...values.map((value) => el("td", { class: differs ? "differs" : undefined }, value)),
        ),
      );
    }
    return table;
  }

  /** @param {string} title @param {Row[]} rows */
  #rows(title, rows) {
    const table = el("table", {});
    for (const [name, value] of rows) {
      const changed = this.#changed(`${title} ${name}`, value);
      table.append(
        el("tr", { class: changed ? "changed" : undefined }, el("th", {}, name), el("td", {}, value)),
      );
    }
    return table;
  }

  /** @param {string} cell @param {string} value */
  #changed(cell, value) {
    this.#now.set(cell, value);
    return this.#before.has(cell) && this.#before.get(cell) !== value;
  }
}
