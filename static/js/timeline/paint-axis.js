/* Ticks with their words, leaders from marks to labels, and the stretch that the essay tells of now. */
import {civil} from "./calendar.js";
import {put} from "./direction.js";
import {periodAt, ticks} from "./ticks.js";

const SVG = "http://www.w3.org/2000/svg";

export class AxisPainter {
  constructor({words, ticks: layer, lines, period, here}) {
    Object.assign(this, {words, layer, lines, period, here});
    [this.fine, this.leads, this.strong] = ["fine", "lead", "lead is-strong"].map((name) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", `drawing-${name}`);
      lines.append(path);
      return path;
    });
  }

  /* The width of the widest words that the axis may have about this day. */
  widest(day, measure) {
    const months = Array.from({length: 12}, (_, i) => this.words.monthName(i + 1));
    return Math.max(...[this.words.year(civil(day).year), ...months].map((text) => measure.width(text)));
  }

  paint(scene, scale, from, to, visible) {
    const {direction, apart} = scene;
    const [first, last] = [Math.max(scale.first - scale.pad / scale.zoom, scale.dayAt(from)), scale.dayAt(Math.min(to, scale.length))];
    const found = ticks({from: first, to: last, zoom: scale.zoom, apart, words: this.words});
    this.layer.replaceChildren(...found.filter(({text}) => text).map((tick) => word(tick, scale, scene)));
    put(this.lines, direction, {along: from, across: 0, size: to - from, thick: scene.breadth});
    this.fine.setAttribute("d", found.map((tick) => line(scale.at(tick.day) - from, tick, scene)).join(""));
    this.#paintLeads(scene, from, visible);
  }

  /* Downwards only: a label that has its mark in its own lane needs no line to it. */
  #paintLeads(scene, from, visible) {
    const paths = ["", ""];
    for (const item of scene.leadAt ? visible : []) {
      if (!item.label || item.label.size === 0) continue;
      const isStrong = item.event.isCurrent || item.event.isChosen;
      paths[isStrong ? 1 : 0] += scene.leadAt(item, from);
    }
    this.leads.setAttribute("d", paths[0]);
    this.strong.setAttribute("d", paths[1]);
  }

  /* The year above the months in sight, or the month above the days. */
  paintPeriod(scale, scene, start) {
    this.period.textContent = periodAt(scale.dayAt(Math.max(start, scale.pad)), {zoom: scale.zoom, apart: scene.apart, words: this.words});
    this.period.hidden = !this.period.textContent;
  }

  paintHere(scene) {
    const current = scene.items.filter(({event}) => event.isCurrent);
    this.here.hidden = current.length === 0;
    if (this.here.hidden) return;
    const from = Math.min(...current.map((item) => item.from));
    const to = Math.max(...current.map((item) => item.to));
    put(this.here, scene.direction, {along: from, across: scene.hereAt, size: to - from});
  }
}

function word(tick, scale, {direction, tickAt}) {
  const made = document.createElement("span");
  made.className = tick.isMain ? "drawing-tick is-main" : "drawing-tick";
  made.dir = "auto";
  made.textContent = tick.text;
  put(made, direction, {along: scale.at(tick.day), across: tickAt});
  return made;
}

/* A tick's stroke; those with words reach further. */
function line(along, {text}, {direction, strokeAt}) {
  const [from, to] = strokeAt(Boolean(text));
  const at = along.toFixed(1);
  return direction.name === "down" ? `M${from} ${at}H${to}` : `M${at} ${from}V${to}`;
}
