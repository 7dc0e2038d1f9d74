/*
 * Sends what was given, one act after the other and each until it is answered: giving the same points twice changes
 * nothing, so a request whose answer was lost may be sent again.
 */
import {parsed} from "./pages.js";

const TIMEOUT = 20_000;
const RETRIES = [1000, 2000, 4000, 8000, 15_000];

export class Queue {
  #waiting = [];

  #running = null;

  constructor({saved, refused, waiting}) { this.told = {saved, refused, waiting}; }

  get isBusy() { return this.#running !== null; }

  idle() { return this.#running ?? Promise.resolve(); }

  add(act) {
    this.#waiting.push(act);
    this.#running ??= this.#run().finally(() => { this.#running = null; });
  }

  /* Out of turn, and only once: says whether it was saved. */
  async send(act) { return (await post(act)).isSaved; }

  async #run() {
    while (this.#waiting.length > 0) {
      const act = this.#waiting.shift();
      const answer = await this.#untilAnswered(act);
      if (answer.isSaved) this.told.saved(act, answer);
      else this.told.refused(act, answer);
    }
  }

  async #untilAnswered(act) {
    for (let tries = 0; ; tries += 1) {
      const answer = await post(act).catch(() => null);
      if (answer && !answer.isFault) return answer;
      this.told.waiting(act, answer ? "the school's server did not answer" : "no connection");
      await new Promise((done) => { setTimeout(done, RETRIES[Math.min(tries, RETRIES.length - 1)]); });
    }
  }
}

/* Saved leads to the page again; any other answer is the page with what stood against it, or a sign-in. */
async function post(act) {
  const response = await fetch(act.address, {
    method: "POST",
    headers: {Accept: "text/html"},
    body: act.body,
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (response.status >= 500 || response.status === 429) return {isFault: true, isSaved: false};
  const found = parsed(await response.text());
  const isSaved = response.ok && response.redirected && found !== null;
  const reason = response.status === 403
    ? "Reload the page."
    : "You are signed out: sign in in a new tab, then save again.";
  return {isSaved, page: found?.page ?? null, reason};
}
