// Where a time stands in the picture. Time goes downwards; a silence that would be longer than a
// hand's breadth is folded, so that what follows from a crash stands near it.
import { lowerBound } from "./picture.js";

const FOLD_PIXELS = 72;

export class Axis {
  /**
   * @param {number[]} times of all events, in order
   * @param {number} endNs
   * @param {number} nsPerPixel
   */
  constructor(times, endNs, nsPerPixel) {
    this.nsPerPixel = nsPerPixel;
    /** Times between which the picture is even. @type {number[]} */
    this.atNs = [0];
    /** Where they stand. @type {number[]} */
    this.y = [0];
    for (const ns of times) {
      this.#add(ns);
    }
    this.#add(endNs);
  }

  /** @param {number} ns */
  #add(ns) {
    const last = this.atNs.length - 1;
    if (ns > this.atNs[last]) {
      const pixels = (ns - this.atNs[last]) / this.nsPerPixel;
      this.atNs.push(ns);
      this.y.push(this.y[last] + Math.min(pixels, FOLD_PIXELS));
    }
  }

  /** The height of all of it. */
  get height() {
    return this.y[this.y.length - 1];
  }

  /** @param {number} ns */
  toY(ns) {
    return between(this.atNs, this.y, ns);
  }

  /** @param {number} y */
  toNs(y) {
    return Math.round(between(this.y, this.atNs, y));
  }

  /**
   * The silences that are folded within a stretch.
   *
   * @param {number} fromY
   * @param {number} untilY
   * @returns {{y: number, ns: number}[]} the middle of each, and how long it is
   */
  folds(fromY, untilY) {
    const folds = [];
    for (let i = Math.max(1, lowerBound(this.y, fromY)); i < this.y.length; i++) {
      if (this.y[i - 1] > untilY) {
        break;
      }
      const ns = this.atNs[i] - this.atNs[i - 1];
      if (ns / this.nsPerPixel > FOLD_PIXELS) {
        folds.push({ y: (this.y[i] + this.y[i - 1]) / 2, ns });
      }
    }
    return folds;
  }
}

/** @param {number[]} xs @param {number[]} ys @param {number} x */
function between(xs, ys, x) {
  const last = xs.length - 1;
  if (x <= xs[0] || last === 0) {
    return ys[0];
  }
  if (x >= xs[last]) {
    return ys[last];
  }
  const i = Math.max(1, lowerBound(xs, x));
  return ys[i - 1] + ((x - xs[i - 1]) / (xs[i] - xs[i - 1])) * (ys[i] - ys[i - 1]);
}
