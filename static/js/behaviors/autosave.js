import {copiesOf, drop, keep} from "../device.js";
import {isHere} from "../here.js";
import {signIn} from "../sign-in-dialog.js";

/*
 * Saves each answer of a form soon after the last key: [data-answer] is its address, [data-version] the version it
 * is based on, [data-status] the line that says how it stands. The line never says "saved" before the server's yes.
 *
 * One request at a time for each answer. A request whose answer never came is repeated as it was, with its key, until
 * the server has said yes or no; only then is newer text sent. So a save that arrived, but whose answer was lost,
 * can never look like somebody else's change. The device keeps that request too, for the page that comes after this one.
 *
 * What is typed is kept on the device at once and until school has it. A page that finds a copy of its person's puts
 * it back; where the answer has moved on meanwhile, both texts are shown to choose from.
 */
const WAIT = 1500; // after the last key
const LONGEST_WAIT = 10_000; // while keys go on
const SLOW = 700; // only then is "Saving" worth reading
const TIMEOUT = 20_000;
const RETRIES = [2000, 4000, 8000, 15_000, 30_000];
const KEEPALIVE_LIMIT = 60_000; // bytes the browser sends after the page is gone

export function start(form) {
  const desk = new Desk(form);
  const boxes = [...form.querySelectorAll("[data-answer]")].map((article) => new Box(article, desk));
  const unsent = () => boxes.filter((box) => box.isUnsent);
  recover(boxes, desk.person);

  form.addEventListener("input", (event) => {
    boxes.find((box) => box.textarea === event.target)?.typed();
  });
  form.addEventListener("submit", (event) => {
    const submitter = event.submitter;
    if (submitter?.matches("[data-save]") && !boxes.some((box) => box.isChoosing)) {
      event.preventDefault(); // saving needs no new page
      for (const box of unsent()) box.send();
      return;
    }
    if (desk.isLeaving || !boxes.some((box) => box.request)) { desk.isLeaving = true; return; }
    event.preventDefault(); // let what is under way arrive, so that the form carries the right versions
    Promise.race([Promise.all(boxes.map((box) => box.request)), pause(5000)]).then(() => {
      desk.isLeaving = true;
      form.requestSubmit(submitter);
    });
  });
  window.addEventListener("pageshow", () => { desk.isLeaving = false; });
  document.addEventListener("studyhub:signing-out", () => { desk.isLeaving = true; }); // asked about already
  window.addEventListener("beforeunload", (event) => {
    if (!desk.isLeaving && unsent().length > 0) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const box of unsent()) box.send({keepalive: true});
    else for (const box of unsent()) box.retry();
  });
  for (const name of ["online", "focus"]) {
    window.addEventListener(name, () => { for (const box of unsent()) box.retry(); });
  }
}

async function recover(boxes, person) {
  for (const copy of await copiesOf(person)) boxes.find((box) => box.answer === copy.answer)?.recover(copy);
}

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* What all boxes share: whom the page is for, and the token that forms carry. */
class Desk {
  constructor(form) {
    this.person = form.dataset.person;
    this.assignment = form.dataset.assignment;
    this.signIn = form.dataset.signIn;
    this.choice = form.querySelector("template[data-choice]");
    this.token = form.querySelector("[name=csrfmiddlewaretoken]");
    this.isLeaving = false;
    this.isSomebodyElse = false;
    this.refreshing = null;
    this.hasDeclined = false;
  }

  /* Asked once for all boxes; whoever says "later" is not asked again until the page is opened anew. */
  askToSignIn() {
    if (this.hasDeclined) return Promise.resolve(false);
    return signIn(this.signIn).then((isIn) => {
      this.hasDeclined = !isIn;
      return isIn;
    });
  }

  /* After signing in again the old token is void; the page itself, fetched once more, has the new one. */
  refreshToken() {
    this.refreshing ??= fetch(location.pathname, {headers: {Accept: "text/html"}, cache: "no-store"})
      .then((response) => {
        this.isSomebodyElse = response.status === 404; // the work is theirs no more who are signed in now
        return response.ok ? response.text() : "";
      })
      .then((page) => new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value)
      .then((value) => {
        if (!value) return false;
        isHere(this.person); // nobody else would have got the page
        for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = value;
        return true;
      })
      .catch(() => false)
      .finally(() => { this.refreshing = null; });
    return this.refreshing;
  }
}

class Box {
  constructor(article, desk) {
    this.article = article;
    this.desk = desk;
    this.textarea = article.querySelector("textarea");
    this.version = article.querySelector("[data-version]");
    this.status = article.querySelector("[data-status]");
    this.answer = article.dataset.answer;
    this.isOnDevice = false;
    this.saved = this.status.dataset.state === "device" || "conflict" in article.dataset ? null : this.textarea.value;
    this.unanswered = null; // the request that was sent and not answered
    this.request = null;
    this.tries = 0;
    this.isRefused = false; // the server said no for good; only another text is worth another try
    this.isChoosing = false;
    if ("conflict" in article.dataset) this.chooseFromPage();
  }

  get isUnsent() { return this.textarea.value !== this.saved; }

  typed() {
    this.isRefused = false;
    this.keepOnDevice();
    if (this.isChoosing) return;
    if (!this.isUnsent && !this.unanswered) { this.tell(this.lastTold ?? "", "saved"); return; }
    if (this.tries === 0 && this.status.dataset.state !== "writing") this.tell("", "writing");
    this.firstKey ??= Date.now();
    const wait = Math.min(WAIT, Math.max(0, this.firstKey + LONGEST_WAIT - Date.now()));
    if (this.tries === 0) this.later(wait);
    this.note();
  }

  keepOnDevice() {
    const question = this.article.id.slice(2);
    keep({
      person: this.desk.person,
      answer: this.answer,
      assignment: this.desk.assignment,
      label: question,
      title: document.querySelector("h1").textContent.trim(),
      address: `${location.pathname}#q-${question}`,
      text: this.textarea.value,
      basedOn: Number(this.version.value),
      sent: this.unanswered,
      typedAt: new Date().toISOString(),
    }).then((kept) => { this.isOnDevice = kept; });
  }

  /* A copy that an earlier page left here. */
  recover(copy) {
    const standing = this.textarea.value;
    if (copy.text === standing) { drop(copy.person, copy.answer, copy.text); return; }
    if (this.isChoosing) return; // the server shows this very choice already
    this.isOnDevice = true;
    this.textarea.value = copy.text;
    if (copy.sent?.person === this.desk.person && copy.sent.assignment === this.desk.assignment) {
      this.unanswered = copy.sent; // it may have arrived; school says so when it is asked with the same key
      this.tell(this.notSent, "device");
      this.send();
      return;
    }
    if (copy.basedOn === Number(this.version.value)) {
      this.textarea.dispatchEvent(new Event("input", {bubbles: true}));
      return;
    }
    const stamp = this.status.querySelector("time")?.textContent.trim();
    this.showChoice(stamp ? `The text saved at school ${stamp}` : "The text at school", standing);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  retry() {
    if (this.tries > 0 && !this.request) this.later(0);
  }

  send({keepalive = false, setAside} = {}) {
    clearTimeout(this.timer);
    if (this.request || this.desk.isLeaving || this.isRefused || (this.isChoosing && setAside === undefined)) return;
    if (!this.unanswered && !this.isUnsent && setAside === undefined) return;
    this.firstKey = null;
    this.unanswered ??= {
      text: this.textarea.value,
      based_on: Number(this.version.value),
      key: newKey(),
      person: this.desk.person,
      assignment: this.desk.assignment,
      ...(setAside ? {set_aside: setAside} : {}),
    };
    this.keepOnDevice();
    const slow = setTimeout(() => { if (this.tries === 0) this.tell("Saving", "saving"); }, SLOW);
    this.request = this.post(this.unanswered, keepalive)
      .catch(() => this.failed("no connection"))
      .finally(() => {
        clearTimeout(slow);
        this.request = null;
        if (this.tries === 0 && !this.isChoosing && !this.isRefused && this.isUnsent) this.later(WAIT);
        this.note();
      });
  }

  async post(sent, keepalive) {
    const body = JSON.stringify(sent);
    const response = await fetch(this.article.dataset.answer, {
      method: "POST",
      headers: {"Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.desk.token.value},
      body,
      keepalive: keepalive && new Blob([body]).size < KEEPALIVE_LIMIT,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const answer = await response.json().catch(() => null);
    await this.take(sent, response, answer);
  }

  async take(sent, response, answer) {
    if (response.ok && answer) this.accepted(sent, answer);
    else if (response.status === 409 && answer?.code === "conflict") this.changedElsewhere(sent, answer.current);
    else if (response.status === 401) this.signedOut();
    else if (response.status === 403 && this.tries < RETRIES.length) await this.renewToken(answer);
    else if (response.status >= 500 || response.status === 429 || !answer) this.failed("the school's server did not answer");
    else this.refused(answer.error);
  }

  async renewToken(answer) {
    const renewed = await this.desk.refreshToken();
    if (this.desk.isSomebodyElse) this.refused("Not saved: somebody else is signed in now. Copy your text, or sign in again yourself.");
    else if (!renewed) this.refused(answer?.error ?? "Not saved: this page is out of date.");
    else {
      this.failed("signing in again");
      this.later(0);
    }
  }

  accepted(sent, answer) {
    this.unanswered = null;
    this.tries = 0;
    this.saved = sent.text;
    this.version.value = answer.version;
    drop(this.desk.person, this.answer, sent.text);
    if (this.isUnsent) this.keepOnDevice(); // based on the new version from now on
    this.article.querySelector("[data-was]").value = ""; // the page's first text is no longer what it is based on
    this.article.querySelector("[data-replaces]")?.remove();
    this.lastTold = `Saved ${answer.saved_clock}`;
    if (this.isUnsent) this.tell("", "writing");
    else this.tell(this.lastTold, "saved");
  }

  failed(reason) {
    const wait = RETRIES[Math.min(this.tries, RETRIES.length - 1)];
    this.tries += 1;
    this.tell(`${this.notSent}: ${reason}. Trying again.`, "device");
    this.later(wait);
  }

  /* What is true of text that school has not got. */
  get notSent() { return this.isOnDevice ? "Kept on this device, not yet sent" : "Not saved yet"; }

  signedOut() {
    this.tries += 1;
    this.desk.askToSignIn().then((isIn) => { if (isIn) this.later(0); });
    const link = document.createElement("a");
    link.href = this.desk.signIn;
    link.target = "_blank";
    link.textContent = "Sign in in a new tab";
    this.tell(`${this.notSent}: you are signed out. `, "device", link, "; your text stays here.");
    this.later(RETRIES[RETRIES.length - 1]);
  }

  refused(sentence) {
    this.unanswered = null;
    this.tries = 0;
    this.isRefused = true;
    this.tell(/not(hing was)? saved/i.test(sentence) ? sentence : `Not saved. ${sentence}`, "conflict");
  }

  /* Somebody saved another text; if it is the very text that is here, there is nothing to choose. */
  changedElsewhere(sent, current) {
    this.unanswered = null;
    this.tries = 0;
    this.version.value = current.version;
    if (current.text === sent.text) {
      this.saved = current.text;
      this.lastTold = `Saved ${current.saved_clock}`;
      if (this.isUnsent) this.tell("", "writing");
      else this.tell(this.lastTold, "saved");
      return;
    }
    this.showChoice(`The text saved at ${current.saved_clock} in another window or on another device`, current.text);
  }

  /* The server showed both texts already (the page was sent as a form). */
  chooseFromPage() {
    const shown = this.article.querySelector("[data-two-texts]");
    const other = shown.querySelector("[data-other-text]").textContent;
    const at = shown.dataset.savedClock;
    shown.remove();
    this.showChoice(`The text saved at ${at} in another window or on another device`, other);
  }

  showChoice(title, other) {
    this.article.append(this.desk.choice.content.cloneNode(true));
    const panel = this.article.querySelector("[data-two-texts]");
    panel.querySelector("[data-other-title]").textContent = title;
    this.choose(panel, other);
  }

  choose(panel, other) {
    this.isChoosing = true;
    panel.querySelector("[data-other-text]").textContent = other || "(empty)";
    this.tell("Changed elsewhere: choose", "conflict");
    panel.scrollIntoView({block: "nearest"});
    panel.addEventListener("click", (event) => {
      const kept = event.target.closest("[data-keep]")?.dataset.keep;
      if (!kept) return;
      const mine = this.textarea.value;
      if (kept === "other") this.textarea.value = other;
      if (kept === "both") this.textarea.value = `${other}\n\n${mine}`;
      this.isChoosing = false;
      this.isRefused = false;
      this.saved = other;
      panel.remove();
      this.textarea.focus();
      this.textarea.dispatchEvent(new Event("input", {bubbles: true}));
      this.send({setAside: {mine: other, other: mine, both: ""}[kept]});
    });
  }

  /* One line, replaced only when it says something else, so that it is not read out twice. */
  tell(words, state, ...more) {
    this.status.dataset.state = state;
    const line = words + more.map((part) => part.textContent ?? part).join("");
    if (this.status.textContent !== line) {
      const whole = document.createElement("span");
      whole.append(words, ...more);
      this.status.replaceChildren(...(line ? [whole] : []));
    }
    this.note();
  }

  /* For the stepper. */
  note() {
    this.article.toggleAttribute("data-unsent", this.isUnsent);
    this.article.dispatchEvent(new CustomEvent("studyhub:state", {bubbles: true}));
  }
}
