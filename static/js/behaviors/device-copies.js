/*
 * Without a connection: the answers of the person who is signed in here that school has not got, in plain boxes, to read
 * and to go on with. Each key is kept on the device, as on the page itself. Once school can be reached again, and the
 * keys have been still for a while, the page leads back to where the text belongs, which sends it.
 */
import {copiesOf, keep} from "../device.js";
import {whoIsHere} from "../here.js";

const LOOK_AGAIN = 15_000;
const LOOK_SOON = 1000; // a device says it is connected before the first request gets through
const PATIENCE = 8000;
const STILL = 3000; // after the last key; nobody is led away in mid-sentence
const KEPT = "Kept on this device, not yet sent";

export async function start(desk) {
  const person = whoIsHere();
  const copies = person ? await copiesOf(person) : [];
  const boxes = copies.map((copy) => new Box(copy, desk));
  desk.querySelector("[data-none]").hidden = boxes.length > 0;
  desk.querySelector("[data-some]").hidden = boxes.length === 0;
  boxes.find((box) => box.isAskedFor)?.textarea.focus();
  new Way(desk, boxes, person).again(LOOK_AGAIN);
}

class Box {
  constructor(copy, desk) {
    this.copy = copy;
    const article = desk.querySelector("template").content.cloneNode(true).firstElementChild;
    article.querySelector("[data-title]").textContent = copy.title;
    for (const label of article.querySelectorAll("[data-label]")) label.textContent = copy.label;
    this.textarea = article.querySelector("textarea");
    this.textarea.id = `a-${copy.answer}`;
    article.querySelector("label").htmlFor = this.textarea.id;
    this.textarea.value = copy.text;
    this.status = article.querySelector("[data-status]");
    this.isKept = true;
    this.tell();
    this.textarea.addEventListener("input", () => this.typed());
    desk.querySelector("[data-copies]").append(article);
  }

  get isAskedFor() { return this.copy.address === location.pathname + location.hash; }

  typed() {
    this.copy = {...this.copy, text: this.textarea.value, typedAt: new Date().toISOString()};
    this.keeping = keep(this.copy).then((isKept) => {
      this.isKept = isKept;
      this.tell();
    });
  }

  tell() {
    const words = this.isKept ? KEPT : "Not kept: this device takes no more. Copy your text before you leave this page.";
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.dataset.state = this.isKept ? "device" : "conflict";
  }
}

/* The way back. */
class Way {
  constructor(desk, boxes, person) {
    this.line = desk.querySelector("[data-connection]");
    this.page = desk.dataset.page;
    this.boxes = boxes;
    this.lastKey = 0;
    this.wait = LOOK_AGAIN;
    this.line.textContent = "This page looks for school by itself, and leads you back when it answers.";
    desk.addEventListener("input", () => { this.lastKey = Date.now(); });
    window.addEventListener("online", () => {
      this.wait = LOOK_SOON;
      this.look();
    });
    window.addEventListener("focus", () => {
      if (whoIsHere() !== person) location.reload(); // somebody else has signed in, or nobody is any more
    });
    window.addEventListener("beforeunload", (event) => {
      if (boxes.some((box) => !box.isKept)) event.preventDefault();
    });
  }

  async look() {
    clearTimeout(this.timer);
    if (!(await this.answers())) {
      this.again(this.wait);
      this.wait = Math.min(2 * this.wait, LOOK_AGAIN);
    } else if (Date.now() - this.lastKey < STILL) {
      this.line.textContent = "School can be reached again. This page leads you back when you pause.";
      this.again(STILL);
    } else {
      await Promise.all(this.boxes.map((box) => box.keeping));
      if (this.boxes.every((box) => box.isKept)) this.leave();
    }
  }

  again(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), wait);
  }

  /* To the page that was asked for; to the text written last, where that page would send nothing. */
  leave() {
    const [last] = this.boxes.map((box) => box.copy).sort((one, other) => other.typedAt.localeCompare(one.typedAt));
    const isThere = this.boxes.some((box) => box.copy.address.split("#")[0] === location.pathname);
    if (last && !isThere) location.replace(last.address);
    else if (location.pathname === this.page) location.replace("/");
    else location.reload();
  }

  async answers() {
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      return (await fetch(this.page, {method: "HEAD", cache: "no-store", signal})).ok;
    } catch {
      return false;
    }
  }
}
