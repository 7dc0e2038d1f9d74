/* All of the timeline in a narrow strip, with the part that is in sight: drag it, press beside it, or use the keys. */
import {put} from "./direction.js";

const SVG = "http://www.w3.org/2000/svg";
const BREADTH = 14;

export class MiniMap {
  constructor(drawing) {
    this.drawing = drawing;
    this.strip = drawing.part("map");
    this.frame = drawing.part("map-window");
    this.marks = drawing.part("map-marks");
    this.strip.addEventListener("keydown", (event) => this.#key(event));
    this.#drag();
  }

  /* The strip's length a day; it shows the drawing from end to end. */
  #ratio() {
    const {direction, scale} = this.drawing;
    return this.strip[direction.room] / scale.length;
  }

  /* One path for the events of each theme; those of now and hits come last, over the others. */
  paint() {
    const {shown, scale} = this.drawing;
    this.strip.hidden = scale.isWhole;
    if (this.strip.hidden) return;
    const ratio = this.#ratio();
    const paths = new Map();
    for (const item of shown) {
      const name = item.event.isHit ? "is-hit" : item.event.isCurrent ? "is-current" : item.event.theme;
      paths.set(name, (paths.get(name) ?? "") + this.#stroke(item, ratio));
    }
    const names = [...paths.keys()].sort((a, b) => a.startsWith("is-") - b.startsWith("is-"));
    this.marks.replaceChildren(...names.map((name) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      path.setAttribute("d", paths.get(name));
      return path;
    }));
  }

  #stroke({from, to, at, isBar, event}, ratio) {
    const [begin, end] = isBar ? [from, to] : [at, at];
    const isStrong = event.isCurrent || event.isHit;
    const reach = isStrong ? [1, BREADTH - 1] : isBar ? [3, 6] : [6, BREADTH - 3];
    const [a, b] = [(begin * ratio).toFixed(1), Math.max(end * ratio, begin * ratio + (isStrong ? 2.5 : 1.5)).toFixed(1)];
    return this.drawing.direction.name === "down" ? `M${reach[0]} ${a}H${reach[1]}V${b}H${reach[0]}z` : `M${a} ${reach[0]}V${reach[1]}H${b}V${reach[0]}z`;
  }

  move() {
    const {direction, scale, start, room} = this.drawing;
    const ratio = this.#ratio();
    put(this.frame, direction, {along: start * ratio, across: 0, size: Math.max(12, room * ratio), thick: BREADTH});
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
    const goal = drawing.start + steps[event.key] * drawing.room;
    drawing.start = Math.min(drawing.scale.length, Math.max(0, goal));
  }

  #drag() {
    const {strip, drawing} = this;
    let grip = null; // where on the frame it is held, in pixels of the drawing
    const at = (event) => (event[drawing.direction.pointer] - strip.getBoundingClientRect()[drawing.direction.along]) / this.#ratio();
    strip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      strip.setPointerCapture(event.pointerId);
      const isOnFrame = at(event) >= drawing.start && at(event) <= drawing.start + drawing.room;
      grip = isOnFrame ? at(event) - drawing.start : drawing.room / 2;
      drawing.start = at(event) - grip;
    });
    strip.addEventListener("pointermove", (event) => {
      if (grip !== null) drawing.start = at(event) - grip;
    });
    for (const end of ["pointerup", "pointercancel"]) strip.addEventListener(end, () => { grip = null; });
  }
}
