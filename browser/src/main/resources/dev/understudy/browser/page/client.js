// Asks the engine in the worker, one request after the other.

/** What the engine would not do, in words for the person who asked. */
export class Refused extends Error {}

/** The run that was under way was given up. */
export class Cancelled extends Error {}

export class EngineClient {
  /** @type {Worker} */ #worker;
  /** @type {Map<number, {resolve: (text: string) => void, reject: (why: Error) => void}>} */
  #waiting = new Map();
  #asked = 0;
  #startWorker;
  #wasm;
  /** Is told how far a run is, in ns. @type {(ns: number) => void} */
  onProgress = () => {};

  /**
   * @param {() => Worker} startWorker
   * @param {string | BufferSource} wasm where the engine is, or its bytes
   */
  constructor(startWorker, wasm) {
    this.#startWorker = startWorker;
    this.#wasm = wasm;
    this.#worker = this.#start();
  }

  #start() {
    const worker = this.#startWorker();
    worker.onmessage = (event) => this.#heard(event.data);
    worker.onerror = (event) => this.#giveUp(new Error(event.message || "the worker did not start"));
    worker.postMessage({ wasm: this.#wasm });
    return worker;
  }

  /** @param {{id?: number, answer?: string, failure?: string, progress?: number}} message */
  #heard({ id, answer, failure, progress }) {
    if (progress !== undefined) {
      this.onProgress(progress);
    } else if (failure !== undefined) {
      this.#giveUp(new Error(failure));
    } else if (id !== undefined && answer !== undefined) {
      this.#waiting.get(id)?.resolve(answer);
      this.#waiting.delete(id);
    }
  }

  /** @param {Error} why */
  #giveUp(why) {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    waiting.forEach((one) => one.reject(why));
  }

  /**
   * @param {object} request
   * @returns {Promise<string>} the answer as the engine wrote it
   */
  askForText(request) {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request: JSON.stringify(request) });
    });
  }

  /**
   * @param {object} request
   * @returns {Promise<any>} the answer; rejected with what was refused
   */
  async ask(request) {
    const answer = JSON.parse(await this.askForText(request));
    if (answer.refused !== undefined) {
      throw new Refused(answer.refused);
    }
    return answer;
  }

  /** Ends whatever is under way. The engine starts anew, and no run is open in it. */
  cancel() {
    this.#worker.terminate();
    this.#giveUp(new Cancelled("given up"));
    this.#worker = this.#start();
  }
}
