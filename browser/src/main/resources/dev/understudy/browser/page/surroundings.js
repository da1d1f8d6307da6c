// Where the page has its engine and its run from: the server that handed it out, or itself, if it is
// one file. That file holds both in elements that do nothing.

/**
 * @typedef {object} Surroundings
 * @property {() => Worker} startWorker
 * @property {string | BufferSource} wasm
 * @property {object | undefined} run the request that opens the run to be shown
 */

/** @returns {Promise<Surroundings>} */
export async function surroundings() {
  const engine = document.getElementById("engine");
  return engine ? fromThisFile(engine) : fromTheServer();
}

/** @returns {Promise<Surroundings>} */
async function fromTheServer() {
  const wanted = await fetch("run.json");
  return {
    startWorker: () => new Worker("worker.js", { type: "module" }),
    wasm: "engine.wasm",
    run: wanted.status === 200 ? await wanted.json() : undefined,
  };
}

/** @param {HTMLElement} engine gzip in base64 @returns {Promise<Surroundings>} */
async function fromThisFile(engine) {
  const packed = Uint8Array.from(atob(textOf(engine)), (unit) => unit.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = new Blob([textOf(document.getElementById("worker"))], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  return {
    startWorker: () => new Worker(address),
    wasm: await new Response(unpacked).arrayBuffer(),
    run: JSON.parse(textOf(document.getElementById("run"))),
  };
}

/** @param {HTMLElement | null} element */
function textOf(element) {
  return element?.textContent ?? "";
}
