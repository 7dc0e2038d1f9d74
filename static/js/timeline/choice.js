/*
 * The event that is chosen, in whichever view: by a press, by opening its details in the list, or by a link to
 * #event-x. Its <li> gets the class event-chosen; the paragraphs that tell of it get the class is-told, and their
 * marks of it aria-current, which is the way back. A chosen event's paragraphs are brought into sight where the essay
 * stands beside the timeline, and a link leads back to the paragraph that was being read.
 *
 * The list hears of it by the event "studyhub:event-chosen", whose detail is the key, or null for none, and of links
 * that lead to an event, chosen already or not, by "studyhub:event-named".
 */
export class Choice {
  #element = null;
  #opened = new WeakSet(); // by this script, whose own toggles tell nothing

  constructor({pane, list, essay}) {
    Object.assign(this, {pane, list, essay});
    this.back = pane.querySelector(".timeline-back");
    list.addEventListener("toggle", ({target}) => this.#toggled(target), {capture: true});
    window.addEventListener("hashchange", () => this.#named());
    document.addEventListener("click", (event) => this.#pressedAgain(event));
  }

  get element() { return this.#element; }

  /* Takes what the address names when the page opens. */
  start() {
    this.#named();
  }

  take(element) {
    if (element === this.#element) return;
    const before = this.#element;
    this.#element = element;
    before?.classList.remove("event-chosen");
    element?.classList.add("event-chosen");
    if (element) this.#open(element.querySelector(".event-more"));
    this.#bringIntoSight(this.#mark(element));
    this.#tell("chosen", element);
  }

  #tell(what, element) {
    const detail = element?.id.replace(/^event-/, "") ?? null;
    this.list.dispatchEvent(new CustomEvent(`studyhub:event-${what}`, {bubbles: true, detail}));
  }

  #open(details) {
    if (details.open) return;
    this.#opened.add(details);
    details.open = true;
  }

  #toggled(details) {
    if (!details.classList.contains("event-more") || this.#opened.delete(details)) return;
    const element = details.closest(".event");
    if (details.open) this.take(element);
    else if (element === this.#element) this.take(null);
  }

  #named() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.parentElement !== this.list) return;
    this.take(target);
    this.#tell("named", target);
  }

  /* A link to the event that the address names already changes no address. */
  #pressedAgain(event) {
    const link = event.target.closest?.('a[href^="#event-"]');
    if (link && link.hash === location.hash) this.#named();
  }

  #mark(element) {
    const names = element ? element.dataset.paragraphs.split(" ").filter(Boolean) : [];
    for (const told of this.essay.querySelectorAll(".is-told")) told.classList.remove("is-told");
    for (const link of this.essay.querySelectorAll(".paragraph-events [aria-current]")) link.removeAttribute("aria-current");
    const told = names.map((name) => document.getElementById(name)).filter((paragraph) => this.essay.contains(paragraph));
    for (const paragraph of told) {
      paragraph.classList.add("is-told");
      paragraph.querySelector(`.paragraph-events a[href="#${CSS.escape(element.id)}"]`)?.setAttribute("aria-current", "true");
    }
    return told;
  }

  #bringIntoSight(told) {
    const pane = this.pane.getBoundingClientRect();
    const isBeside = pane.left >= this.essay.getBoundingClientRect().right;
    const isBelow = getComputedStyle(this.pane).position === "fixed";
    this.back.hidden = true;
    if (told.length === 0 || !(isBeside || isBelow)) return;
    if (told.some((paragraph) => isInSight(paragraph, isBelow ? pane.top : window.innerHeight))) return;
    const read = document.getElementById(this.pane.dataset.reading);
    told[0].scrollIntoView({block: "start"});
    if (!read) return;
    const link = this.back.querySelector("a");
    link.href = `#${read.id}`;
    link.textContent = `Back to ${read.querySelector(".paragraph-number").textContent.trim()}`;
    this.back.hidden = false;
  }
}

/* Enough of it to be noticed, above the foot of what is in sight. */
function isInSight(element, foot) {
  const {top, bottom} = element.getBoundingClientRect();
  return bottom > 80 && top < foot - 80;
}
