/* All of the timeline in a narrow strip, with the part that is in sight: drag it, press beside it, or use the keys. */
import {put} from "./direction.js";

const SVG = "http://www.w3.org/2000/svg";
const BREADTH = 14; // as in drawing.css
const PAD = 6;

export class MiniMap {
  constructor(drawing) {
    this.drawing = drawing;
    this.strip = drawing.part("map");
    this.frame = drawing.part("map-window");
    this.marks = drawing.part("map-marks");
    this.strip.addEventListener("keydown", (event) => this.#key(event));
    this.#drag();
  }

  /* From days to pixels of the strip and back; unlike the drawing's own, the same at every zoom. */
  #at(day) {
    const {scale, room} = this.drawing;
    return PAD + (day - scale.first) / scale.span * (room - 2 * PAD);
  }

  #dayAt(pixel) {
    const {scale, room} = this.drawing;
    return scale.first + (pixel - PAD) / (room - 2 * PAD) * scale.span;
  }

  /* One path for the events of each theme; those of now and hits come last, over the others. */
  paint() {
    const paths = new Map();
    for (const {event} of this.drawing.shown) {
      const name = event.isHit ? "is-hit" : event.isCurrent ? "is-current" : event.theme;
      paths.set(name, (paths.get(name) ?? "") + this.#stroke(event, name.startsWith("is-")));
    }
    const names = [...paths.keys()].sort((a, b) => a.startsWith("is-") - b.startsWith("is-"));
    this.marks.replaceChildren(...names.map((name) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      path.setAttribute("d", paths.get(name));
      return path;
    }));
  }

  #stroke(event, isStrong) {
    const {first, last} = this.drawing.scale;
    const from = this.#at(event.first ?? (event.start === "open" ? first : event.last));
    const to = this.#at(event.last === null ? (event.end === "open" ? last : event.first) : event.last + 1);
    const least = isStrong ? 2.5 : 1.5;
    const isBar = to - from > 2 * least;
    const [a, b] = isBar ? [from, to] : [(from + to - least) / 2, (from + to + least) / 2];
    const [near, far] = isStrong ? [1, BREADTH - 1] : isBar ? [3, 6] : [6, BREADTH - 3];
    const [begin, end] = [a.toFixed(1), b.toFixed(1)];
    return this.drawing.direction.name === "down"
      ? `M${near} ${begin}H${far}V${end}H${near}z` : `M${begin} ${near}V${far}H${end}V${near}z`;
  }

  move() {
    const {direction, scale, start, room} = this.drawing;
    this.strip.hidden = scale.isWhole;
    const [from, to] = [start, start + room].map((pixel) => Math.min(room, Math.max(0, this.#at(scale.dayAt(pixel)))));
    put(this.frame, direction, {along: from, across: 0, size: Math.max(12, to - from), thick: BREADTH});
    const most = Math.max(1, scale.length - room);
    this.strip.setAttribute("aria-orientation", direction.name === "down" ? "vertical" : "horizontal");
    this.strip.setAttribute("aria-valuenow", Math.round(100 * start / most));
    this.strip.setAttribute("aria-valuetext", this.inWords());
  }

  /* "1934 to 1938" */
  inWords() {
    const {scale, start, room, words} = this.drawing;
    const [first, last] = [Math.max(scale.first, scale.dayAt(start)), Math.min(scale.last, scale.dayAt(start + room))];
    return words.span(first, last);
  }

  #key(event) {
    const {drawing} = this;
    const steps = {ArrowDown: 0.2, ArrowRight: 0.2, ArrowUp: -0.2, ArrowLeft: -0.2, PageDown: 0.9, PageUp: -0.9, Home: -Infinity, End: Infinity};
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    drawing.start += steps[event.key] * drawing.room;
  }

  #drag() {
    const {strip, drawing} = this;
    let grip = null; // where in the view it is held
    const at = (event) => {
      const pixel = event[drawing.direction.pointer] - strip.getBoundingClientRect()[drawing.direction.along];
      return drawing.scale.at(this.#dayAt(pixel));
    };
    strip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      strip.setPointerCapture(event.pointerId);
      const held = at(event) - drawing.start;
      grip = held >= 0 && held <= drawing.room ? held : drawing.room / 2;
      drawing.start = at(event) - grip;
    });
    strip.addEventListener("pointermove", (event) => {
      if (grip !== null) drawing.start = at(event) - grip;
    });
    for (const end of ["pointerup", "pointercancel"]) strip.addEventListener(end, () => { grip = null; });
  }
}
