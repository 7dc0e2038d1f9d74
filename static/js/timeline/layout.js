/*
 * Where everything goes at one zoom, in pixels along the axis and across it. Nothing overlaps: marks and bars have
 * lanes, labels a column (axis downwards) or the lane of their mark (axis to the right). What finds no lane any more
 * joins a pile, one sign for several events, which zooming in takes apart.
 *
 * An item: {event, from, to (its bar), at (its mark), isBar, lane or -1, pile or null, label or null, weight}; a label:
 * {along, size, lines, withDate}; a pile: {number, at, size, items}.
 * Sizes (`metrics`): mark, lane, gap, label (a TextMeasure), dateLine, lanes (the most), labelWidth, rowText.
 */
import {LabelColumn} from "./labels.js";
import {Lanes} from "./lanes.js";

const STUB = 56; // pixels of a bar whose end nobody knows
const SHIFTS = [2.2, 16]; // lines that a label may stand off its mark: at first, and where room is left
const A_FEW = 24; // events that get more lanes rather than a pile
const MORE_LANES = 2;
const MOST_LINES = 3;
const PILE = 28; // pixels along the axis that one pile stands for

/*
 * The axis downwards: narrow lanes for marks and bars, one column of labels beside them. Bars stay off the axis. A few
 * events get more lanes where that spares all piles; of many, the last lane is kept for marks and piles.
 */
export function downwards(events, scale, metrics) {
  const items = events.map((event) => itemOf(event, scale, metrics));
  const sorted = [...items].sort(longFirst);
  const more = items.length <= A_FEW ? MORE_LANES : 0;
  for (let most = metrics.lanes; most <= metrics.lanes + more; most += 1) {
    const lanes = fill(sorted, new Lanes(most), metrics, most);
    if (items.every(({lane}) => lane >= 0)) return {items, piles: [], lanes: Math.max(2, lanes.used)};
  }
  fill(sorted, new Lanes(metrics.lanes), metrics, metrics.lanes - 1);
  return {items, piles: pilesOf(items, metrics), lanes: metrics.lanes};
}

function fill(items, lanes, {gap}, mostForBars) {
  for (const item of items) {
    item.lane = lanes.take(item.from, item.to, item.isBar ? {gap, least: 1, most: mostForBars} : {gap});
  }
  return lanes;
}

/* A second step, because the width of the labels depends on the lanes in use. */
export function labelColumn({items}, scale, metrics) {
  const {label, dateLine, labelWidth, gap} = metrics;
  const column = new LabelColumn({length: scale.length, gap});
  const inTurn = rank(items);
  for (const shift of SHIFTS) {
    for (const item of inTurn) {
      if (item.label) continue;
      const lines = Math.min(MOST_LINES, label.lines(item.event.title, labelWidth));
      const size = lines * label.line;
      const along = column.take({order: item.order, ideal: item.at - label.line / 2, size, shift: shift * label.line});
      if (along !== null) item.label = {along, size, lines, withDate: false};
    }
  }
  const below = column.roomBelow();
  for (const {order, label: placed} of items) {
    if (!placed || below.get(order) < dateLine) continue;
    placed.withDate = true;
    placed.size += dateLine;
  }
}

/* The axis to the right: each mark with its label in one lane, or without where there is no lane for both. */
export function rightwards(events, scale, metrics) {
  const items = events.map((event) => itemOf(event, scale, metrics));
  const lanes = new Lanes(metrics.lanes);
  for (const item of [...items].sort(byWeight)) placeInRow(item, lanes, metrics);
  return {items, piles: pilesOf(items, metrics), lanes: lanes.used};
}

/* The last lane takes marks alone, so that piles find a place there. */
function placeInRow(item, lanes, {mark, gap, label, mostLabel, lanes: most}) {
  const width = Math.min(mostLabel, Math.ceil(label.width(item.event.title)) + 2);
  const begin = item.at + mark / 2 + gap;
  item.lane = lanes.take(item.from, Math.max(item.to, begin + width), {gap: 2 * gap, most: most - 1});
  item.label = item.lane < 0 ? null : {along: begin, size: width, lines: 1, withDate: false};
  if (item.lane < 0) item.lane = lanes.take(item.from, item.to, {gap, most: item.isBar ? most - 1 : most});
}

/*
 * Gives each item its order along the axis, and returns them in the order of their claims. Of those with one mark's
 * place the middle one comes first, so that their labels spread to both sides.
 */
function rank(items) {
  const sorted = [...items].sort((a, b) => a.at - b.at || a.event.index - b.event.index);
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    while (sorted[end]?.at === sorted[first].at) end += 1;
    for (let order = first; order < end; order += 1) {
      Object.assign(sorted[order], {order, fromMiddle: Math.abs(order - (first + end - 1) / 2)});
    }
  }
  return sorted.sort(byWeight);
}

function itemOf(event, scale, {mark}) {
  const [from, to] = stretch(event, scale);
  const isBar = to - from > mark * 1.25;
  const at = isBar ? markOnBar(event, from, to, mark) : (from + to) / 2;
  return {
    event, at, isBar, lane: -1, pile: null, label: null, weight: weight(event), order: 0, fromMiddle: 0,
    from: Math.min(from, at - mark / 2), to: Math.max(to, at + mark / 2),
  };
}

/* An open end goes on to the end of the drawing; an unknown one fades soon, for nothing says how far it went. */
function stretch(event, scale) {
  const first = event.first === null ? null : scale.at(event.first);
  const last = event.last === null ? null : scale.at(event.last + 1);
  if (first === null) return [event.start === "open" ? 0 : last - STUB, last];
  if (last === null) return [first, event.end === "open" ? scale.length : first + STUB];
  return [first, last];
}

/* Where it begins, or where it ends if nothing says where it begins. */
function markOnBar(event, from, to, mark) {
  return event.first === null ? to - mark / 2 : from + mark / 2;
}

function longFirst(a, b) {
  return a.from - b.from || b.to - a.to || a.event.index - b.event.index;
}

/* Who gets a label first: what is chosen, what the essay tells of now, hits; background comes last. */
function byWeight(a, b) {
  return a.weight - b.weight || b.event.paragraphs.length - a.event.paragraphs.length
    || a.fromMiddle - b.fromMiddle || a.event.index - b.event.index;
}

function weight(event) {
  if (event.isChosen) return 0;
  if (event.isCurrent) return 1;
  if (event.isHit) return 2;
  return event.isContext ? 4 : 3;
}

/*
 * What found no lane, by stretches of the axis. A pile stands in the last lane, and takes in what stands in its way
 * there, so that it is always of several events and covers none.
 */
function pilesOf(items, {gap, lanes}) {
  const piles = new Map();
  const take = (item, number) => {
    const pile = piles.get(number) ?? {number, at: (number + 0.5) * PILE, size: PILE, items: []};
    Object.assign(item, {lane: -1, pile});
    pile.items.push(item);
    piles.set(number, pile);
  };
  for (const item of items) if (item.lane < 0) take(item, Math.floor(item.at / PILE));
  const inWay = (item, at) => item.from - gap < at + PILE / 2 && item.to + gap > at - PILE / 2;
  for (const item of piles.size ? items : []) {
    if (item.lane !== lanes - 1) continue;
    const near = [0, -1, 1].map((by) => piles.get(Math.floor(item.at / PILE) + by)).find((pile) => pile && inWay(item, pile.at));
    if (near) take(item, near.number);
  }
  return [...piles.values()].filter((pile) => !standsAlone(pile, lanes));
}

/* One that no lane took and that nothing stood in the way of is no pile: its mark takes the pile's place. */
function standsAlone({items, at}, lanes) {
  if (items.length > 1) return false;
  Object.assign(items[0], {lane: lanes - 1, pile: null, isBar: false, at, from: at - PILE / 2, to: at + PILE / 2});
  return true;
}
