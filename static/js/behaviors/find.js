/*
 * Searching the lesson as one types: hits are marked in the essay and on the timeline, counted, and walked through with
 * Enter and Shift+Enter. The field stands under the title; while a search goes on elsewhere on the page it comes along.
 * Without script the same form asks the server, which lists the hits; its button still does, as "List".
 * Marks are highlights, not elements, so that nobody else's places in the text move. An event that is a hit has
 * data-hit; the one walked to gets "studyhub:hit", which rises to the list.
 */
import {liesIn, needleOf, occurrences, yearsAsked} from "../search/matching.js";
import {essayTexts, eventTexts, rangeOf} from "../search/texts.js";

const LONGEST = 200; // characters looked for, as on the server
const MOST = 1000; // marks drawn at once
const PAUSE = 120; // ms without a key before the search runs

export function start(form) {
  const essay = document.getElementById(form.dataset.essay);
  const list = document.getElementById(form.dataset.timeline);
  if (essay) new Find(form, essay, list).begin();
}

class Find {
  constructor(form, essay, list) {
    Object.assign(this, {form, essay, list});
    this.field = form.querySelector("input[type=search]");
    this.count = form.querySelector("[data-count]");
    this.opener = document.querySelector("[data-find]");
    this.steps = [...form.querySelectorAll("[data-step]")];
    this.ending = form.querySelector("[data-end]");
    this.listing = form.querySelector(".find-go");
    this.hits = [];
    this.current = -1;
    this.isInView = true;
  }

  begin() {
    for (const place of [this.essay, this.list]) unmark(place);
    this.listing.textContent = "List";
    this.listing.hidden = true;
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), PAUSE);
    });
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("focusin", () => this.float());
    this.form.addEventListener("focusout", () => this.float());
    for (const button of this.steps) button.addEventListener("click", () => this.step(Number(button.dataset.step)));
    this.ending.addEventListener("click", () => this.end());
    this.opener?.addEventListener("click", (event) => { event.preventDefault(); this.open(); });
    document.addEventListener("keydown", (event) => this.slash(event));
    new IntersectionObserver(([entry]) => {
      this.isInView = entry.intersectionRatio === 1;
      this.float();
    }, {threshold: 1}).observe(this.form.parentElement);
    if (this.field.value) this.search({keepList: true});
  }

  open() {
    this.cameFrom = document.activeElement;
    this.field.focus({preventScroll: true});
    this.field.select();
  }

  /* "/" where nobody is typing; the panel of settings can turn it off, for those who speak or stumble over keys. */
  slash(event) {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.documentElement.dataset.keys === "off") return;
    event.preventDefault();
    this.open();
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.end();
    } else if (event.key === "Enter" && event.target === this.field) {
      event.preventDefault();
      if (needleOf(this.asked()) !== this.needle) this.search();
      this.step(event.shiftKey ? -1 : 1);
    }
  }

  asked() {
    return [...this.field.value].slice(0, LONGEST).join("");
  }

  search({keepList = false} = {}) {
    clearTimeout(this.timer);
    if (!keepList) document.getElementById("found")?.remove(); // of what was asked before
    this.needle = needleOf(this.asked());
    this.texts ??= {essay: essayTexts(this.essay), events: this.list ? eventTexts(this.list) : []};
    const inEssay = this.needle ? hitsInEssay(this.texts.essay, this.needle) : [];
    const events = this.needle ? hitEvents(this.texts.events, this.needle) : [];
    this.hits = [...inEssay, ...events];
    this.current = -1;
    mark(inEssay, events);
    this.count.textContent = this.needle ? told(inEssay.length, events.length, this.asked().trim()) : "";
    for (const button of [...this.steps, this.listing]) button.hidden = this.hits.length === 0;
    this.ending.hidden = !this.needle;
    this.float();
  }

  step(by) {
    if (this.hits.length === 0) return;
    this.hits[this.current]?.event?.setAttribute("data-hit", "");
    const next = this.current < 0 ? this.nearest(by) : this.current + by;
    this.current = (next + this.hits.length) % this.hits.length;
    const hit = this.hits[this.current];
    if (hit.event) showEvent(hit); else showRange(hit);
    this.count.textContent = `${this.current + 1} of ${this.hits.length}: ${nameOf(hit)}`;
  }

  /* The first step begins where the reader is in the essay; with no hit further down, at the first of all. */
  nearest(by) {
    const below = this.hits.findIndex((hit) => hit.text && isBelow(hit));
    return by > 0 ? Math.max(0, below) : below - 1;
  }

  end() {
    const hit = this.hits[this.current];
    this.field.value = "";
    this.search();
    const there = hit?.event?.querySelector("summary") ?? hit?.text?.place.querySelector("a.paragraph-number");
    (there ?? this.cameFrom ?? this.opener)?.focus({preventScroll: true});
    this.float();
  }

  /* Comes along where a search goes on and its place is out of sight. */
  float() {
    const goesOn = Boolean(this.needle) || this.form.contains(document.activeElement);
    this.form.classList.toggle("is-floating", goesOn && !this.isInView);
  }
}

function hitsInEssay(texts, needle) {
  return texts.flatMap((text) => occurrences(text.folded, needle).map((span) => ({text, span})));
}

function hitEvents(entries, needle) {
  const years = yearsAsked(needle);
  return entries.flatMap(({event, years: span, texts}) => {
    const spans = texts.flatMap((text) => occurrences(text.folded, needle).map((place) => ({text, span: place})));
    return spans.length > 0 || liesIn(years, span) ? [{event, spans}] : [];
  });
}

function isBelow({text, span}) {
  if (text.element.getBoundingClientRect().bottom <= 0) return false;
  return rangeOf(text, span).getBoundingClientRect().bottom > 0;
}

function told(inEssay, events, query) {
  const total = inEssay + events;
  if (total === 0) return `Nothing in this lesson holds “${query}”.`;
  return `${inEssay} in the essay, ${events} event${events === 1 ? "" : "s"}`;
}

function nameOf(hit) {
  if (hit.event) return hit.event.querySelector(".event-title").textContent;
  const number = hit.text.place.querySelector(".paragraph-number, .section-number");
  return number.textContent;
}

function mark(inEssay, events) {
  for (const place of document.querySelectorAll("[data-hit]")) place.removeAttribute("data-hit");
  for (const {text} of inEssay) text.place.setAttribute("data-hit", "");
  for (const {event} of events) event.setAttribute("data-hit", "");
  const spans = [...inEssay, ...events.flatMap((hit) => hit.spans)].slice(0, MOST);
  highlight("hit", spans.map(({text, span}) => rangeOf(text, span)));
  highlight("hit-current", []);
}

function highlight(name, ranges) {
  if (!window.Highlight) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, Object.assign(new Highlight(...ranges), {priority: name === "hit" ? 5 : 6}));
}

/* What the server marked stands in elements; as script runs, highlights take their place. */
function unmark(place) {
  for (const element of place?.querySelectorAll("mark:not([class])") ?? []) {
    const parent = element.parentNode;
    element.replaceWith(...element.childNodes);
    parent.normalize();
  }
}

function showRange({text, span}) {
  const range = rangeOf(text, span);
  highlight("hit-current", [range]);
  const {top, bottom} = range.getBoundingClientRect();
  if (top < 96 || bottom > window.innerHeight - 96) window.scrollBy({top: top - window.innerHeight * 0.4, behavior: "instant"});
}

function showEvent({event, spans}) {
  const isFolded = spans.some(({text}) => text.element.closest("details") && !text.element.closest("summary"));
  event.setAttribute("data-hit", "current");
  event.dispatchEvent(new CustomEvent("studyhub:hit", {bubbles: true}));
  if (isFolded) event.querySelector("details").open = true;
  highlight("hit-current", spans.map(({text, span}) => rangeOf(text, span)));
  const pane = event.closest(".timeline-pane");
  if (!pane || getComputedStyle(pane).overflowY !== "auto") {
    event.scrollIntoView({block: "center", behavior: "instant"});
    return;
  }
  pane.scrollIntoView({block: "nearest", behavior: "instant"});
  pane.scrollTop += event.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight * 0.35;
}
