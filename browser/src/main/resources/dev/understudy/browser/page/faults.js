// The menu of faults that may strike at the cursor.
import { el } from "./dom.js";

/** What each button lets happen; @HERE is the moment at the cursor. */
export const READY = [
  ["Crash the primary", "crash primary@HERE"],
  ["Crash the backup", "crash backup@HERE"],
  ["Pause the primary", "pause primary@HERE+5ms"],
  ["Pause the backup", "pause backup@HERE+5ms"],
  ["Slow the backup", "slow backup:4@HERE+5ms"],
  ["Cut the channel to the backup", "cut channel:primary:backup@HERE+20ms"],
  ["Cut the channel to the primary", "cut channel:backup:primary@HERE+20ms"],
  ["Disk outage", "disk-outage disk@HERE+5ms"],
];

export class FaultMenu {
  /** @param {(fault: string) => void} strike */
  constructor(strike) {
    this.text = el("input", {
      type: "text",
      "aria-label": "A fault as the command line has it",
      value: "crash primary@HERE",
      spellcheck: "false",
    });
    const form = el(
      "form",
      {
        onsubmit: (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          strike(this.text.value.trim());
        },
      },
      this.text,
      el("button", { type: "submit" }, "Strike"),
    );
    const choices = READY.map(([name, fault]) =>
      el(
        "button",
        {
          type: "button",
          title: fault,
          onclick: () => {
            this.text.value = fault;
            strike(fault);
          },
        },
        name,
      ),
    );
    this.details = el(
      "details",
      { class: "menu", id: "faults" },
      el("summary", {}, "What if something went wrong here?"),
      el("div", { class: "choices" }, ...choices),
      form,
    );
  }

  /** Opens it, or closes it. */
  toggle() {
    this.details.open = !this.details.open;
    if (this.details.open) {
      this.details.querySelector("button")?.focus();
    }
  }
}
