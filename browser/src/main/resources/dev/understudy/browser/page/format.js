// How times are written.

/** A moment, to the nanosecond. @param {number} ns */
export function instant(ns) {
  const whole = Math.floor(ns / 1e6);
  const rest = String(ns % 1e6).padStart(6, "0");
  return `${whole.toLocaleString("en")}.${rest.slice(0, 3)} ${rest.slice(3)} ms`;
}

/** A moment on an axis whose ticks are this far apart. @param {number} ns @param {number} stepNs */
export function tick(ns, stepNs) {
  const digits = Math.max(0, Math.min(6, Math.ceil(6 - Math.log10(stepNs))));
  return (ns / 1e6).toFixed(digits);
}

/** A length of time, in a few characters. @param {number} ns */
export function length(ns) {
  if (ns < 1e3) {
    return `${ns} ns`;
  }
  const [value, unit] = ns < 1e6 ? [ns / 1e3, "µs"] : ns < 1e9 ? [ns / 1e6, "ms"] : [ns / 1e9, "s"];
  return `${Number(value.toPrecision(3))} ${unit}`;
}

/** 1, 2 or 5 times a power of ten, at least so much. @param {number} least */
export function round(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power;
}
