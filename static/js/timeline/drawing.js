/*
 * The list of events as a drawing: an axis with marks, bars and labels, windowed, so that only what is in sight is on
 * the page. Made once, on request, and shown again
 * by `show`. The list tells it everything (events.js) and is
 * told only which event is chosen, through `choose(event, {byKey})`.
 */
import {DOWN, RIGHT} from "./direction.js";
import {eventsOf, watch} from "./events.js";
import {pointing} from "./gestures.js";
import {listenToKeys} from "./keys.js";
import {MiniMap} from "./mini-map.js";
import {AxisPainter} from "./paint-axis.js";
import {EventPainter} from "./paint-events.js";
import {Scale} from "./scale.js";
import {sceneDown, sceneRight} from "./scenes.js";
import {TextMeasure} from "./text-width.js";
import {AxisWords} from "./words.js";

const STEP = 1.6; // of one press on a zoom button
const AN_EVENT = {down: 30, right: 60}; // pixels that an event has on average at first
const MOST_SCREENS = 12; // at first
const WIDE = window.matchMedia("(min-width: 75rem)"); // as in drawing.css
const SETTLED = 160; // milliseconds without zooming after which the next zoom takes a new fixed point

export class Drawing {
  constructor({pane, list, root, choose, changed}) {
    Object.assign(this, {pane, list, root, choose, changed});
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.view = this.part("view");
    this.events = eventsOf(list);
    this.words = new AxisWords(list);
    this.axis = new AxisPainter({
      words: this.words, ticks: this.part("ticks"), lines: this.part("lines"), period: this.part("period"), here: this.part("here"),
    });
    this.painter = new EventPainter({glyphs: this.part("glyphs"), options: this.part("events")});
    this.map = new MiniMap(this);
    this.scale = new Scale(this.events);
    this.painted = [0, 0];
    this.room = 0; // none while the list is on show
    this.position = 0;
    this.active = null;
    watch(list, pane, () => this.#listChanged());
    new ResizeObserver(() => this.resize()).observe(this.view);
    this.view.addEventListener("scroll", () => this.#scrolled(), {passive: true});
    pointing(this);
    listenToKeys(this);
    for (const button of root.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this.act(button.dataset.do));
    }
  }

  get direction() { return this.pane.dataset.place === "below" && WIDE.matches ? RIGHT : DOWN; }
  get shown() { return this.scene.items; }

  /* Where the view stands, and how much of it there is. Kept, for asking the page makes it lay itself out. */
  get start() { return this.position; }
  set start(pixel) {
    this.position = Math.min(this.scale.length - this.room, Math.max(0, pixel));
    this.view[this.direction.scroll] = this.position;
  }

  show() {
    this.resize();
    this.reading = this.pane.dataset.reading;
    if (this.shown.some(({event}) => event.isChosen)) this.reveal(this.active);
    else this.#followReading();
  }

  act(name) {
    if (name === "in") this.zoomBy(STEP);
    if (name === "out") this.zoomBy(1 / STEP);
    if (name === "whole") this.zoomBy(0);
    if (name === "here") this.#followReading();
  }

  /* A change of size or direction keeps the day in the middle. */
  resize() {
    this.room = this.view[this.direction.room];
    if (this.room === 0) return;
    const isFirst = this.scale.zoom === 0;
    const isTurned = this.root.dataset.direction !== this.direction.name;
    const middle = isFirst ? this.scale.first : this.middle;
    this.root.dataset.direction = this.direction.name;
    this.#measure();
    this.scale.fit(this.room);
    if (isTurned) this.scale.zoomTo(this.#firstZoom());
    this.#layOut();
    this.map.paint();
    this.#paintAt(this.scale.at(middle) - this.room / 2);
    const chosen = this.shown.find(({event}) => event.isChosen);
    if (chosen) this.reveal(chosen.event);
  }

  #firstZoom() {
    const wanted = Math.min(this.events.length * AN_EVENT[this.direction.name], MOST_SCREENS * this.room);
    return (wanted - 2 * this.scale.pad) / this.scale.span;
  }

  #measure() {
    const probe = this.part("probe");
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const [title, date, tick] = [...probe.children].map((child) => new TextMeasure(child));
    const ends = [this.scale.first, this.scale.last].map((day) => this.axis.widest(day, tick));
    this.sizes = {rem, label: title, dateLine: date.line, tick: Math.ceil(Math.max(2.3 * rem, ...ends)), breadth: this.view[this.direction.breadth]};
  }

  /* Everything from anew, where the zoom, the size or what the list says has changed. */
  #layOut() {
    const make = this.direction === RIGHT ? sceneRight : sceneDown;
    const events = this.events.filter((event) => event.isShown);
    this.scene = make(events, this.scale, this.sizes);
    this.scene.items.forEach((item, i) => { item.place = i + 1; });
    if (!events.includes(this.active)) this.active = events[0] ?? null;
    const canvas = this.part("canvas");
    canvas.style[this.direction.size] = `${this.scale.length}px`;
    canvas.style[this.direction.thick] = "";
    this.root.style.setProperty("--axis", `${this.scene.axisAt}px`);
    this.part("none").hidden = events.length > 0;
    this.axis.paintHere(this.scene);
    this.part("reading").textContent = this.#readingLabel;
  }

  /* Paints first and scrolls then, so that the page is laid out once. */
  #paintAt(start) {
    this.position = Math.min(this.scale.length - this.room, Math.max(0, start));
    this.#paint();
    this.view[this.direction.scroll] = this.position;
  }

  #paint() {
    const margin = this.room / 2;
    const [from, to] = [Math.max(0, this.start - margin), Math.min(this.scale.length, this.start + this.room + margin)];
    const visible = this.painter.paint(this.scene, from, to, this.active);
    this.axis.paint(this.scene, this.scale, from, to, visible);
    this.painted = [from, to];
    this.#markActive();
    this.#moved();
  }

  #moved() {
    this.middle = this.scale.dayAt(this.start + this.room / 2); // kept when size or direction change
    this.axis.paintPeriod(this.scale, this.scene, this.start);
    this.map.move();
    for (const name of ["out", "whole"]) this.#able(name, !this.scale.isWhole);
    this.#able("in", this.scale.zoom < this.scale.most);
  }

  #able(name, isAble) {
    this.root.querySelector(`[data-do="${name}"]`).setAttribute("aria-disabled", !isAble);
  }

  #scrolled() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.#takeScroll();
      const [from, to] = this.painted;
      const isInside = this.start >= from + 1 && this.start + this.room <= to - 1;
      const isAtEnd = from === 0 || to >= this.scale.length;
      if (isInside || (isAtEnd && this.start >= from && this.start + this.room <= to)) this.#moved();
      else this.#paint();
    });
  }

  /* The browser scrolls by whole pixels, the drawing stands between them too: zooming step by step would drift. */
  #takeScroll() {
    const scrolled = this.view[this.direction.scroll];
    if (Math.abs(scrolled - this.position) >= 1) this.position = scrolled;
  }

  /* By a factor, or to all of it with 0. What is at `offset` in the view stays there. */
  zoomBy(factor, offset = this.fixedPoint()) {
    const now = performance.now();
    if (!this.fixed || this.fixed.offset !== offset || now - this.fixed.at > SETTLED) {
      this.fixed = {offset, day: this.scale.dayAt(this.start + offset)};
    }
    this.fixed.at = now;
    this.scale.zoomTo(this.scale.zoom * factor);
    this.#layOut();
    this.#paintAt(this.scale.at(this.fixed.day) - offset);
    this.say();
  }

  /* Zooming with buttons and keys holds on to the event that has the focus, else to the middle. */
  fixedPoint() {
    const item = this.active && this.shown.find(({event}) => event === this.active);
    const offset = item ? item.at - this.start : -1;
    return this.root.contains(document.activeElement) && offset >= 0 && offset <= this.room ? offset : this.room / 2;
  }

  /* Brings an event into sight, with the focus if it is asked for. */
  reveal(event, {focus = false, isCentered = false} = {}) {
    this.active = event;
    const item = this.scene && this.shown.find((one) => one.event === event);
    if (!item) return;
    const margin = Math.min(this.room / 4, 4 * this.sizes.rem);
    const along = item.label ? item.label.along + item.label.size / 2 : item.at;
    const isInSight = along >= this.start + margin && along <= this.start + this.room - margin;
    this.#paintAt(isCentered || !isInSight ? along - this.room / 3 : this.start);
    if (focus) this.painter.optionOf(event)?.focus({preventScroll: true});
  }

  /* The one event that the Tab key comes to. */
  setActive(event) {
    this.active = event;
    this.#markActive();
  }

  #markActive() {
    for (const option of this.part("events").querySelectorAll('[tabindex="0"]')) option.tabIndex = -1;
    const option = this.painter.optionOf(this.active);
    if (option) option.tabIndex = 0;
  }

  #listChanged() {
    this.changed();
    if (this.room === 0) return;
    this.#layOut();
    this.map.paint();
    this.#paint();
    if (this.pane.dataset.reading !== this.reading) {
      this.reading = this.pane.dataset.reading;
      if (!this.pane.matches(":hover, :has(:focus-visible)")) this.#followReading(); // unless the reader is busy here
    }
  }

  /* The number of the paragraph that is being read, as the essay prints it. */
  get #readingLabel() {
    const paragraph = document.getElementById(this.pane.dataset.reading);
    return paragraph?.querySelector(".paragraph-number")?.textContent.trim() ?? "";
  }

  #followReading() {
    const current = this.shown.map(({event}) => event).filter((event) => event.isCurrent);
    const first = current.find((event) => event.isChosen) ?? current[0];
    if (first) this.reveal(first, {isCentered: true});
  }

  /* What is in sight now, for those who do not see it. */
  say() {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.part("said").textContent = this.map.inWords(); }, 400);
  }
}
