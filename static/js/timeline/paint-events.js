/*
 * Puts on the page what of a scene is in sight, and takes off what has left it: marks and bars, which only look, and
 * for each event an option of the list box, which is its label where it has one and lies over its mark where not.
 *
 * A scene: {items, piles, direction, markSize, laneAt(lane), barAt(lane), labelAt(item), labelThick(item), pileAt}.
 */
import {put} from "./direction.js";

const BAR = 6;
const PILE_TITLES = 8;

export class EventPainter {
  #nodes = new Map(); // event -> {glyph, bar, mark, option, scene}
  #piles = [];

  constructor({glyphs, options}) {
    Object.assign(this, {glyphs, options});
  }

  /* `kept` stays on the page wherever it is: it has the focus, or will have it next. */
  paint(scene, from, to, kept) {
    const visible = scene.items.filter((item) => item.event === kept || isWithin(item, from, to));
    const wanted = new Set(visible.map((item) => item.event));
    for (const [event, node] of this.#nodes) if (!wanted.has(event)) this.#remove(event, node);
    let last = null;
    for (const item of visible) last = this.#draw(item, scene, {from, to, last}).option;
    this.#drawPiles(scene, from, to);
    return visible;
  }

  optionOf(event) { return this.#nodes.get(event)?.option; }

  #remove(event, {glyph, option}) {
    glyph.remove();
    option.remove();
    this.#nodes.delete(event);
  }

  /* New options go in after `last`: in order of time, in which a screen reader meets them. None is ever moved. */
  #draw(item, scene, {from, to, last}) {
    let node = this.#nodes.get(item.event);
    if (!node) {
      node = make(item.event);
      this.#nodes.set(item.event, node);
      this.glyphs.append(node.glyph);
      if (last) last.after(node.option); else this.options.prepend(node.option);
    }
    if (item.isBar) drawBar(node.bar, item, scene, from, to);
    if (node.scene !== scene) {
      node.scene = scene;
      drawGlyph(node, item, scene);
      drawOption(node.option, item, scene);
    }
    return node;
  }

  #drawPiles(scene, from, to) {
    for (const pile of this.#piles) pile.remove();
    this.#piles = scene.piles.filter(({at, size}) => at + size >= from && at - size <= to).map((pile) => {
      const sign = element("div", "drawn-pile", {pile: pile.number});
      sign.textContent = pile.items.length;
      sign.title = pile.items.slice(0, PILE_TITLES).map(({event}) => event.title).join("\n");
      put(sign, scene.direction, {along: pile.at, across: scene.pileAt});
      sign.classList.toggle("is-current", pile.items.some(({event}) => event.isCurrent));
      return sign;
    });
    this.glyphs.append(...this.#piles);
  }
}

function make(event) {
  const glyph = element("div", `drawn ${event.theme}`, {index: event.index});
  const [bar, mark] = [element("i", "drawn-bar"), element("i", "drawn-mark")];
  mark.append(event.mark.cloneNode(true));
  glyph.append(bar, mark);
  const option = element("div", "drawn-event", {index: event.index});
  for (const [name, value] of [["role", "option"], ["tabindex", "-1"], ["aria-label", event.name]]) option.setAttribute(name, value);
  const [title, date] = [element("span", "drawn-title"), element("span", "drawn-date")];
  title.dir = date.dir = "auto"; // the lesson's language and the reader's may run either way
  title.textContent = event.title;
  date.textContent = event.date;
  option.append(title, date);
  return {glyph, bar, mark, option};
}

/* What lies in a pile without a label has nothing of its own to show. */
function isWithin({from, to, lane, label}, start, end) {
  return (lane >= 0 && from <= end && to >= start) || (label !== null && label.along <= end && label.along + label.size >= start);
}

function drawGlyph({glyph, bar, mark}, item, scene) {
  const {event} = item;
  glyph.hidden = item.lane < 0;
  bar.hidden = !item.isBar;
  glyph.classList.toggle("is-soft", event.isSoft && !item.isBar);
  markStates(glyph, event);
  glyph.title = item.label ? "" : event.title;
  const half = scene.markSize / 2;
  put(mark, scene.direction, {along: item.at - half, across: scene.laneAt(item.lane) - half});
}

/* Only as much of a bar as is in sight: histories are longer than what can be painted. */
function drawBar(bar, {event, from, to, lane}, {direction, barAt}, start, end) {
  const [begin, finish] = [Math.max(from, start - 40), Math.min(to, end + 40)];
  put(bar, direction, {along: begin, across: barAt(lane) - BAR / 2, size: Math.max(0, finish - begin), thick: BAR});
  bar.dataset.start = begin > from ? "" : event.start;
  bar.dataset.end = finish < to ? "" : event.end;
}

function drawOption(option, item, scene) {
  const {event, label} = item;
  option.classList.toggle("is-bare", !label);
  option.classList.toggle("has-date", Boolean(label?.withDate));
  option.classList.toggle("is-context", event.isContext);
  markStates(option, event);
  option.setAttribute("aria-selected", event.isChosen);
  option.setAttribute("aria-posinset", item.place);
  option.setAttribute("aria-setsize", scene.items.length);
  if (!label) {
    const across = item.pile ? scene.pileAt : scene.laneAt(item.lane);
    const [along, half] = [item.pile ? item.pile.at : item.at, scene.markSize / 2];
    put(option, scene.direction, {along: along - half, across: across - half});
    return;
  }
  option.style.setProperty("--lines", label.lines);
  put(option, scene.direction, {
    along: label.along, across: scene.labelAt(item), size: label.size, thick: scene.labelThick(item),
  });
}

function markStates(element, event) {
  element.classList.toggle("is-current", event.isCurrent);
  element.classList.toggle("is-chosen", event.isChosen);
  if (event.isHit) element.dataset.hit = event.hit; else delete element.dataset.hit;
}

function element(name, className, data = {}) {
  const made = document.createElement(name);
  made.className = className;
  Object.assign(made.dataset, data);
  return made;
}
