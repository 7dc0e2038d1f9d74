/*
 * What lies on the shelf, and the way to school: every change is a POST, and the list here changes only once the server
 * has said yes. Dispatches "change" whenever the list is another one.
 *
 * A change that fails throws an Error whose message is a sentence for the reader; `item` on it is the item as it stands
 * where somebody else was faster, `signIn` is set where the session has ended.
 */
const TIMEOUT = 15_000;
const NO_CONNECTION = "There is no connection to school. Try again.";
const NO_ANSWER = "The school's server did not answer. Try again.";
const SOMEBODY_ELSE = "Somebody else is signed in now. Reload the page.";

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Store extends EventTarget {
  constructor(address) {
    super();
    this.address = new URL(address, location.href);
    this.items = [];
    this.questions = [];
    this.person = null;
    this.token = null;
  }

  /* Fetches everything anew. Says whether it is still the same person's. */
  async load() {
    const response = await this.fetch("items/", {headers: {Accept: "application/json"}, cache: "no-store"});
    const answer = await response.json().catch(() => null);
    if (!response.ok || !answer) throw fault(response, answer);
    const isSame = this.person === null || this.person === answer.person;
    if (!isSame) return false;
    Object.assign(this, {person: answer.person, token: answer.token, items: answer.items, questions: answer.questions});
    this.changed();
    return true;
  }

  find(id) { return this.items.find((item) => item.id === id); }

  keepPassage(body) { return this.keep("passages/", body); }

  keepSentences(body) { return this.keep("sentences/", body); }

  keepEvent(event) { return this.keep("events/", {event}); }

  async keep(path, body) {
    const answer = await this.post(path, {...body, key: newKey()});
    this.put(answer.item);
    return answer;
  }

  async edit(item, changes) {
    const answer = await this.post(`${item.id}/`, changes);
    this.put(answer.item);
    return answer.item;
  }

  async remove(item) {
    const answer = await this.post(`${item.id}/remove/`, {});
    this.put(answer.item);
    return answer.item;
  }

  async putBack(item) {
    const answer = await this.post(`${item.id}/put-back/`, {});
    this.put(answer.item);
    return answer.item;
  }

  /* Takes an item as the server has it: new, changed or taken off. */
  put(item) {
    const at = this.items.findIndex((one) => one.id === item.id);
    if (item.removed) {
      if (at >= 0) this.items.splice(at, 1);
    } else if (at >= 0) {
      this.items[at] = item;
    } else {
      this.items.push(item);
      this.items.sort(inReadingOrder);
    }
    this.changed();
  }

  changed() { this.dispatchEvent(new Event("change")); }

  /* Sent once more, as it was, where no answer came or the page's token is an old one. */
  async post(path, body) {
    let response = await this.send(path, body).catch(() => null);
    if (response?.status === 403) {
      if (!await this.load()) throw new Error(SOMEBODY_ELSE);
      response = null;
    }
    response ??= await this.send(path, body);
    const answer = await response.json().catch(() => null);
    if (!response.ok || !answer) throw fault(response, answer);
    return answer;
  }

  send(path, body) {
    return this.fetch(path, {
      method: "POST",
      headers: {"Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token ?? ""},
      body: JSON.stringify(body),
    });
  }

  fetch(path, options) {
    return fetch(new URL(path, this.address), {...options, redirect: "error", signal: AbortSignal.timeout(TIMEOUT)})
      .catch(() => { throw new Error(NO_CONNECTION); });
  }
}

function fault(response, answer) {
  const error = new Error(answer?.error ?? NO_ANSWER);
  error.item = answer?.item;
  error.code = answer?.code;
  error.signIn = response.status === 401;
  return error;
}

/* As the server orders them: passages by their place in the text, then events by date. */
function inReadingOrder(one, other) {
  const at = one.order.findIndex((value, index) => value !== other.order[index]);
  return at < 0 ? 0 : one.order[at] - other.order[at];
}
