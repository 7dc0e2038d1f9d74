/*
 * Saves the draft of an essay soon after the last key, by the form's own address. The status line never says "Saved"
 * before the server's yes.
 *
 * One request at a time. A request whose answer never came is repeated as it was until the server has said yes or
 * no, and only then is newer text sent: so a save that arrived, but whose answer was lost, can never look like
 * somebody else's change. When somebody else did save, nothing more is sent by itself; the form, sent as a form, leads
 * to the page that shows both texts.
 */
const WAIT = 2500; // after the last key
const LONGEST_WAIT = 20_000; // while keys go on
const SLOW = 700; // only then is "Saving" worth reading
const TIMEOUT = 30_000;
const RETRIES = [2000, 4000, 8000, 15_000, 30_000];
const KEEPALIVE_LIMIT = 40_000; // characters the browser still sends when the page is gone

export function start(form) {
  const saver = new Saver(form);
  form.addEventListener("input", () => saver.typed());
  form.addEventListener("studyhub:typed", () => saver.typed());
  form.addEventListener("submit", (event) => saver.submitted(event));
  form.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      saver.save();
    }
  });
  window.addEventListener("pageshow", () => { saver.isLeaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!saver.isLeaving && saver.isUnsaved) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saver.send({keepalive: true});
    else saver.retry();
  });
  for (const name of ["online", "focus"]) window.addEventListener(name, () => saver.retry());
}

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/* What counts as the text: all boxes but the tokens. */
function shown(data) {
  return JSON.stringify([...data].filter(([name]) => name === "markdown" || name.startsWith("term_")));
}

class Saver {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-status]");
    this.version = form.elements.based_on;
    this.token = form.elements.csrfmiddlewaretoken;
    this.saved = "unsaved" in form.dataset ? null : shown(new FormData(form));
    this.unanswered = null;
    this.request = null;
    this.tries = 0;
    this.isStopped = false; // a conflict, or a no for good
    this.isLeaving = false;
    this.lastTold = this.status.textContent;
  }

  get isUnsaved() { return shown(new FormData(this.form)) !== this.saved; }

  typed() {
    if (this.isStopped === "refused") this.isStopped = false; // another text is worth another try
    if (this.isStopped) return;
    if (!this.unanswered && !this.isUnsaved) { this.tell(this.lastTold, "saved"); return; }
    if (this.tries > 0) return;
    if (this.status.dataset.state !== "writing") this.tell("", "writing");
    this.firstKey ??= Date.now();
    this.later(Math.min(WAIT, Math.max(0, this.firstKey + LONGEST_WAIT - Date.now())));
  }

  save() {
    if (this.isStopped === "conflict") return;
    this.isStopped = false;
    this.isByHand = true;
    this.send();
  }

  submitted(event) {
    const submitter = event.submitter;
    const isPlain = submitter?.value === "save" && this.isStopped !== "conflict";
    if (isPlain) {
      event.preventDefault(); // saving needs no new page
      this.save();
      return;
    }
    if (this.isLeaving || !this.request) { this.isLeaving = true; return; }
    event.preventDefault(); // let what is under way arrive, so that the form carries the right version
    Promise.race([this.request, pause(5000)]).then(() => {
      this.isLeaving = true;
      this.form.requestSubmit(submitter);
    });
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  retry() {
    if (this.tries > 0 && !this.request) this.later(0);
  }

  send({keepalive = false} = {}) {
    clearTimeout(this.timer);
    if (this.request || this.isLeaving || this.isStopped) return;
    const byHand = this.isByHand;
    if (!this.unanswered && !this.isUnsaved && !byHand) return;
    this.firstKey = null;
    this.isByHand = false;
    this.unanswered ??= this.taken(byHand);
    const slow = setTimeout(() => { if (this.tries === 0) this.tell("Saving", "saving"); }, SLOW);
    this.request = this.post(this.unanswered, keepalive)
      .catch(() => this.failed("no connection"))
      .finally(() => {
        clearTimeout(slow);
        this.request = null;
        if (this.isByHand) this.send();
        else if (this.tries === 0 && !this.isStopped && this.isUnsaved) this.later(WAIT);
      });
  }

  taken(byHand) {
    const data = new FormData(this.form);
    data.set("do", byHand ? "save" : "auto");
    return {data, shown: shown(data)};
  }

  async post(sent, keepalive) {
    sent.data.set("csrfmiddlewaretoken", this.token.value);
    const response = await fetch(this.form.getAttribute("action"), {
      method: "POST",
      headers: {Accept: "application/json"},
      body: sent.data,
      keepalive: keepalive && sent.shown.length < KEEPALIVE_LIMIT,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) this.accepted(sent, answer);
    else if (response.status === 409 && answer?.code === "conflict") this.conflict(answer.error);
    else if (response.status === 401) this.signedOut();
    else if (response.status === 403 && this.tries < RETRIES.length) await this.renewToken(answer);
    else if (response.status >= 500 || response.status === 429 || !answer) this.failed("the server did not answer");
    else this.refused(answer.error);
  }

  accepted(sent, answer) {
    this.unanswered = null;
    this.tries = 0;
    this.saved = sent.shown;
    this.version.value = answer.version;
    delete this.form.dataset.unsaved;
    this.lastTold = `Saved ${answer.saved_clock}`;
    if (this.isUnsaved) this.tell("", "writing");
    else this.tell(this.lastTold, "saved");
  }

  failed(reason) {
    const wait = RETRIES[Math.min(this.tries, RETRIES.length - 1)];
    this.tries += 1;
    this.tell(`Not saved yet: ${reason}. Trying again.`, "device");
    this.later(wait);
  }

  signedOut() {
    this.tries += 1;
    const link = document.createElement("a");
    link.href = this.form.dataset.signIn;
    link.target = "_blank";
    link.textContent = "Sign in in a new tab";
    this.tell("Not saved yet: you are signed out. ", "device", link, "; your text stays here.");
    this.later(RETRIES[RETRIES.length - 1]);
  }

  /* After signing in again the old token is void; the page itself, fetched once more, has the new one. */
  async renewToken(answer) {
    const fresh = await fetch(location.pathname, {headers: {Accept: "text/html"}, cache: "no-store"})
      .then((response) => (response.ok ? response.text() : ""))
      .then((page) => new DOMParser().parseFromString(page, "text/html").querySelector("#writing [name=csrfmiddlewaretoken]")?.value)
      .catch(() => "");
    if (!fresh) {
      this.refused(answer?.error ?? "You may not write here any more. Copy your text.");
      return;
    }
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
    this.failed("signing in again");
    this.later(0);
  }

  refused(sentence) {
    this.unanswered = null;
    this.tries = 0;
    this.isStopped = "refused";
    this.tell(/not(hing was)? saved/i.test(sentence) ? sentence : `Not saved. ${sentence}`, "conflict");
  }

  conflict(sentence) {
    this.unanswered = null;
    this.tries = 0;
    this.isStopped = "conflict";
    const button = document.createElement("button");
    button.className = "button";
    button.name = "do";
    button.value = "save";
    button.textContent = "Compare both";
    this.tell(`${sentence} Yours is not saved. `, "conflict", button);
  }

  /* One line, replaced only when it says something else, so that it is not read out twice. */
  tell(words, state, ...more) {
    this.status.dataset.state = state;
    const line = words + more.map((part) => part.textContent ?? part).join("");
    if (this.status.textContent === line) return;
    const whole = document.createElement("span");
    whole.append(words, ...more);
    this.status.replaceChildren(...(line ? [whole] : []));
  }
}
