// The simulator in WebAssembly: one request in JSON, one answer in JSON.
//
// What the module wants of its surroundings is little, and all of it stands here. Nothing is made of
// texts at run time, so the page's policy can forbid that.

/**
 * @typedef {object} Engine
 * @property {(request: string) => string} answer
 */

/** Bytes of linear memory that the engine may take at most; guests are not in there. */
const MEMORY_MAX = 64 << 20;
const PAGE_BYTES = 1 << 16;

/**
 * Thrown for whatever goes wrong inside: after that the engine is in no state to go on.
 */
export class EngineFailure extends Error {}

/**
 * @param {WebAssembly.Module} module
 * @param {(ns: number) => void} progress is told often how far a run is, in ns of its own time
 * @returns {Promise<Engine>}
 */
export async function start(module, progress) {
  /** @type {string[]} */
  const said = [];
  const instance = await WebAssembly.instantiate(module, {
    ...memory(module),
    teavm: { takeStackTrace: () => null, decorateException: () => {} },
    teavmConsole: { putcharStdout: () => {}, putcharStderr: (/** @type {number} */ c) => said.push(String.fromCharCode(c)) },
    teavmDate: { currentTimeMillis: () => 0 },
    teavmJso: objects(),
    teavmMath: /** @type {any} */ (Math),
    understudy: { progress },
  });
  const { put, answer, unit } = /** @type {any} */ (instance.exports);
  return {
    answer(request) {
      try {
        for (let i = 0; i < request.length; i++) {
          put(request.charCodeAt(i));
        }
        return text(answer(), unit);
      } catch (failure) {
        throw new EngineFailure(`${reason(failure, instance.exports)} ${said.join("")}`.trim());
      }
    },
  };
}

/** @param {BufferSource | Response | Promise<Response>} source */
export function compile(source) {
  const options = { builtins: ["js-string"] };
  // @ts-ignore: the second argument is younger than the checker's library.
  return ArrayBuffer.isView(source) || source instanceof ArrayBuffer
    ? // @ts-ignore
      WebAssembly.compile(source, options)
    : // @ts-ignore
      WebAssembly.compileStreaming(source, options);
}

/** @param {number} length @param {(index: number) => number} unit */
function text(length, unit) {
  const parts = [];
  const piece = 8192;
  for (let from = 0; from < length; from += piece) {
    const units = new Uint16Array(Math.min(piece, length - from));
    for (let i = 0; i < units.length; i++) {
      units[i] = unit(from + i);
    }
    parts.push(String.fromCharCode(...units));
  }
  return parts.join("");
}

/** @param {unknown} failure @param {any} exports */
function reason(failure, exports) {
  const tag = exports["teavm.javaException"];
  const wasm = /** @type {any} */ (WebAssembly);
  if (failure instanceof wasm.Exception && /** @type {any} */ (failure).is(tag)) {
    const thrown = /** @type {any} */ (failure).getArg(tag, 0);
    return exports["teavm.stringToJs"](exports["teavm.exceptionMessage"](thrown));
  }
  return String(failure);
}

/** @param {WebAssembly.Module} module */
function memory(module) {
  const [section] = WebAssembly.Module.customSections(module, "teavm.memoryRequirements");
  const wanted = section ? JSON.parse(new TextDecoder().decode(section)) : {};
  const initial = Math.max(1, wanted.min ?? 0);
  const heap = Math.ceil((wanted.dataSize ?? 0) / 8) * 8;
  const number = { value: /** @type {const} */ ("i32"), mutable: false };
  return {
    env: { memory: new WebAssembly.Memory({ initial, maximum: MEMORY_MAX / PAGE_BYTES }) },
    teavmMemory: {
      notifyHeapResized: () => {},
      heapOffset: new WebAssembly.Global(number, heap),
      maxSize: new WebAssembly.Global(number, MEMORY_MAX),
    },
  };
}

/** How the module looks at objects of JavaScript: it has no others than strings and functions. */
function objects() {
  /** @param {any} whose @param {string} name */
  const of = (whose, name) => (whose === null ? globalThis : whose)[name];
  const same = (/** @type {any} */ value) => value;
  return {
    stringBuiltinsSupported: () => 1,
    global: (/** @type {string} */ name) => of(null, name),
    getProperty: of,
    callMethod0: (/** @type {any} */ whose, /** @type {string} */ name) => of(whose, name).call(whose),
    callMethod1: (/** @type {any} */ whose, /** @type {string} */ name, /** @type {any} */ one) =>
      of(whose, name).call(whose, one),
    createClass: () => class {},
    // The only function that it would make of a text returns what it is given.
    createFunction1: () => same,
    callFunction1: (/** @type {Function} */ called, /** @type {any} */ one) => called(one),
    defineFunction: same,
    defineStaticMethod: () => {},
    unwrapInt: (/** @type {any} */ value) => value | 0,
    wrapInt: same,
    unwrapJavaObject: same,
    wrapObject: same,
    javaObjectToJS: same,
    isPrimitive: (/** @type {any} */ value, /** @type {string} */ type) => (typeof value === type ? 1 : 0),
    isUndefined: (/** @type {any} */ value) => (value === undefined ? 1 : 0),
    instanceOf: (/** @type {any} */ value, /** @type {any} */ type) => (value instanceof type ? 1 : 0),
    instanceOfOrNull: (/** @type {any} */ value, /** @type {any} */ type) =>
      value === null || value instanceof type ? 1 : 0,
  };
}
