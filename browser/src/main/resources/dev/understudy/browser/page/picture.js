// A run as its picture needs it: lanes, events, and arrows from what was sent to where it arrived.

/**
 * @typedef {object} Event
 * @property {number} number
 * @property {number} atNs
 * @property {string} actor
 * @property {string} lane
 * @property {string} text
 * @property {number} cause the number of the event that this one goes back to; -1 if it is none's
 *
 * @typedef {{host: string, state: string, executes: boolean, live: boolean, fromNs: number,
 *   untilNs: number}} Span
 * @typedef {{host: string, fromNs: number, untilNs: number, entry: number, output: number | null,
 *   kind: string | null}} Hold
 */

export const CLIENTS = "clients";
export const DISK = "disk";
export const FAULTS = "faults";

/** All clients share a lane: a picture has no room for each. @param {string} actor */
function laneOf(actor) {
  return actor.startsWith("client-") ? CLIENTS : actor;
}

export class Picture {
  /** @param {any} answer what the engine answers to "picture" */
  constructor(answer) {
    const { events, actors, texts } = answer;
    /** @type {number} */
    this.endNs = answer.endNs;
    /** @type {string[]} */
    this.hosts = answer.hosts;
    /** @type {Span[]} */
    this.states = answer.states;
    /** @type {Hold[]} */
    this.holds = answer.holds;
    /** @type {{client: number, what: string, sentNs: number, answeredNs: number | null}[]} */
    this.requests = answer.requests;
    this.lanes = [CLIENTS, ...this.hosts, DISK];
    const asked = new Map(this.requests.map((one) => [`${one.client} ${one.sentNs}`, one.what]));
    /** @type {Event[]} */
    this.events = events.atNs.map((/** @type {number} */ atNs, /** @type {number} */ number) => {
      const actor = actors[events.actor[number]];
      const client = actor.startsWith("client-") ? actor.slice(7) : "";
      const what = asked.get(`${client} ${atNs}`);
      const said = texts[events.text[number]];
      const text = what !== undefined && said === "sends a request" ? `asks: ${what}` : said;
      return { number, atNs, actor, lane: laneOf(actor), text, cause: events.cause[number] };
    });
    this.#leadToRetries(answer.sendings);
    this.longestNs = this.events.reduce(
      (most, event) =>
        event.cause < 0 ? most : Math.max(most, event.atNs - this.events[event.cause].atNs),
      0,
    );
    /** Numbers of sendings that nobody got. @type {Set<number>} */
    this.lost = new Set(answer.sendings.map((/** @type {number[]} */ [event]) => event));
    this.events.forEach((event) => this.lost.delete(event.cause));
    /** What concerns everybody. */
    this.faults = this.events.filter((event) => event.actor === FAULTS);
    this.times = this.events.map((event) => event.atNs);
    /** Each time at which something happens. */
    this.instants = this.times.filter((ns, i) => ns !== this.times[i - 1]);
  }

  /**
   * The engine leads an arrival back to the first sending, which is certain. The picture shows the
   * last one that can have been in time, which is likely: a retry is drawn as one.
   *
   * @param {[number, number][]} sendings
   */
  #leadToRetries(sendings) {
    /** @type {Map<number, number[]>} */
    const retries = new Map();
    for (const [event, first] of sendings) {
      retries.set(first, [...(retries.get(first) ?? []), event]);
    }
    /** The shortest flight between two lanes. @type {Map<string, number>} */
    const shortest = new Map();
    const lanes = (/** @type {Event} */ event) => `${this.events[event.cause].lane} ${event.lane}`;
    const arrivals = this.events.filter((event) => event.cause >= 0);
    for (const event of arrivals) {
      if (retries.get(event.cause)?.length === 1) {
        const ns = event.atNs - this.events[event.cause].atNs;
        shortest.set(lanes(event), Math.min(ns, shortest.get(lanes(event)) ?? Infinity));
      }
    }
    for (const event of arrivals) {
      const lastNs = event.atNs - (shortest.get(lanes(event)) ?? 0);
      const inTime = (retries.get(event.cause) ?? []).filter((one) => this.events[one].atNs <= lastNs);
      event.cause = inTime[inTime.length - 1] ?? event.cause;
    }
  }

  /** The number of the first event at a time or behind it. @param {number} ns */
  firstFrom(ns) {
    return lowerBound(this.times, ns);
  }
}

/** The first index whose value is not less. @param {ArrayLike<number>} values @param {number} least */
export function lowerBound(values, least) {
  let from = 0;
  let until = values.length;
  while (from < until) {
    const middle = (from + until) >> 1;
    if (values[middle] < least) {
      from = middle + 1;
    } else {
      until = middle;
    }
  }
  return from;
}
