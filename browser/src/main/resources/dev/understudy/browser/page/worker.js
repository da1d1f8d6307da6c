// Runs the engine beside the page, which stays quick however long a run takes. Ending the worker is
// how a run is given up.
import { compile, start } from "./engine.js";

const PROGRESS_EVERY_MS = 80;

/** @type {Promise<import("./engine.js").Engine> | undefined} */
let engine;
let toldMs = 0;

/** @param {number} ns */
function progress(ns) {
  const nowMs = performance.now();
  if (nowMs - toldMs > PROGRESS_EVERY_MS) {
    toldMs = nowMs;
    postMessage({ progress: ns });
  }
}

/** @param {MessageEvent} event the engine's bytes or where they are, or a numbered request */
onmessage = async (event) => {
  const { wasm, id, request } = event.data;
  try {
    if (wasm !== undefined) {
      engine = compile(typeof wasm === "string" ? fetch(wasm) : wasm).then((module) =>
        start(module, progress),
      );
      await engine;
      postMessage({ started: true });
    } else {
      const started = /** @type {import("./engine.js").Engine} */ (await engine);
      postMessage({ id, answer: started.answer(request) });
    }
  } catch (failure) {
    postMessage({ id, failure: String(failure) });
  }
};
