/* The events of the list, as the drawing needs them. The list stays the truth: nothing is kept that it may change. */

export class TimelineEvent {
  #title;
  #name;

  constructor(element, index) {
    this.element = element;
    this.index = index; // in order of time
    this.key = element.id.replace(/^event-/, "");
    this.first = day(element.dataset.first);
    this.last = day(element.dataset.last);
    this.start = element.dataset.start ?? ""; // "", soft, open or unknown
    this.end = element.dataset.end ?? "";
    this.theme = [...element.classList].find((name) => name.startsWith("theme-")) ?? "theme-0";
    this.paragraphs = (element.dataset.paragraphs ?? "").split(" ").filter(Boolean);
    this.isContext = element.classList.contains("event-context");
  }

  get isSoft() { return this.start === "soft" || this.end === "soft"; }
  get isShown() { return !this.element.hidden; }
  get hit() { return this.element.getAttribute("data-hit"); } // null where it is none
  get isHit() { return this.hit !== null; }
  get isCurrent() { return this.element.classList.contains("event-current"); }
  get isChosen() { return this.element.classList.contains("event-chosen"); }

  get title() {
    this.#title ??= words(this.element.querySelector(".event-title"));
    return this.#title;
  }

  /* The date as it is printed, without the place. */
  get date() {
    const line = this.#dateLine;
    return words(line.querySelector("[aria-hidden]") ?? line.querySelector("time") ?? line.firstElementChild ?? line);
  }

  get #dateLine() { return this.element.querySelector(".event-date"); }

  /* What a screen reader says of it: title, spoken date with the place, themes. */
  get name() {
    if (!this.#name) {
      const line = this.#dateLine.cloneNode(true);
      for (const printed of line.querySelectorAll("[aria-hidden]")) printed.remove();
      const themes = [...this.element.querySelectorAll(".event-themes li")].map(words);
      this.#name = [this.title, words(line), ...themes].filter(Boolean).join(", ");
    }
    return this.#name;
  }

  get mark() { return this.element.querySelector(":scope > .mark"); }
}

export function eventsOf(list) {
  return [...list.children].map((element, index) => new TimelineEvent(element, index));
}

/*
 * Calls back, once a frame at most, after anybody has hidden or shown an event (the theme filter), marked it as a hit
 * of a search (the attribute data-hit on its <li>), as current (where the essay is) or as chosen, or after the pane's
 * data-reading has named another paragraph.
 */
export function watch(list, pane, changed) {
  let waiting = false;
  const observer = new MutationObserver((records) => {
    if (waiting || !records.some(({target}) => target === pane || target.parentElement === list)) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      changed();
    });
  });
  observer.observe(list, {subtree: true, attributes: true, attributeFilter: ["hidden", "data-hit", "class"]});
  observer.observe(pane, {attributes: true, attributeFilter: ["data-reading"]});
}

function day(text) {
  return text === undefined || text === "" ? null : Number(text);
}

function words(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}
