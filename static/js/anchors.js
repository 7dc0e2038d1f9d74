/*
 * Describes a passage so that it is found again, and finds it: W3C TextQuote and TextPosition selectors, by the rules of
 * studyhub/anchors/selectors.py, which states them. A rule is changed in both or in none.
 *
 * A selector is {exact, prefix, suffix, start, end}. Offsets are counted in Unicode code points, never in UTF-16 units.
 */
import {countPoints} from "./code-points.js";
import {SPACE, graphemes} from "./graphemes.js";

export const CONTEXT = 32; // code points kept before and after a passage

const SPACES = new RegExp(`^[${SPACE}]+$`, "u");
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/gu;

/* Returns the selector of text[start:end], grown to whole graphemes at both ends. */
export function describe(text, start, end) {
  const points = [...text];
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= points.length)) {
    throw new RangeError("The passage is empty or lies outside of the text.");
  }
  const cuts = [0];
  for (const grapheme of graphemes(text)) cuts.push(cuts.at(-1) + countPoints(grapheme));
  const first = cuts.findLast((cut) => cut <= start);
  const last = cuts.find((cut) => cut >= end);
  const before = cuts.find((cut) => cut >= first - CONTEXT);
  const after = cuts.findLast((cut) => cut <= last + CONTEXT);
  const words = (from, to) => points.slice(from, to).join("");
  return {exact: words(first, last), prefix: words(before, first), suffix: words(last, after), start: first, end: last};
}

/* Returns [start, end] of the passage in the text as it is now, or null. */
export function locate(text, selector) {
  if (!selector.exact) return null;
  const ground = new Ground(text, (grapheme) => grapheme);
  const {start, end} = selector;
  if (ground.words(start, end) === selector.exact && ground.starts.has(start) && ground.ends.has(end)) return [start, end];
  const found = bestPlace(ground, selector);
  if (found) return found;
  const folded = new Ground(text, foldedGrapheme);
  const wanted = {...selector, exact: fold(selector.exact), prefix: fold(selector.prefix), suffix: fold(selector.suffix)};
  if (!wanted.exact) return null;
  return bestPlace(folded, wanted) ?? editedPlace(folded, wanted);
}

/* The text as the third step compares it: white space, invisible characters and composition do not count. */
export function fold(text) {
  return new Ground(text, foldedGrapheme).text;
}

function foldedGrapheme(grapheme) {
  if (SPACES.test(grapheme)) return " ";
  return grapheme.replace(UNSEEN, "").normalize("NFC");
}

/*
 * A text to search in, made of the original's graphemes. `starts` and `ends` map the offsets where a grapheme begins or
 * ends in it to those in the original text; offsets inside a grapheme are missing.
 */
class Ground {
  constructor(original, seenAs) {
    this.starts = new Map();
    this.ends = new Map();
    const folds = seenAs === foldedGrapheme;
    const parts = [];
    let at = 0;
    let length = 0;
    for (const grapheme of graphemes(original)) {
      const seen = seenAs(grapheme);
      const next = at + countPoints(grapheme);
      if (folds && seen === " " && parts.at(-1) === " ") {
        this.ends.set(length, next);
      } else if (seen) {
        this.starts.set(length, at);
        length += countPoints(seen);
        this.ends.set(length, next);
        parts.push(seen);
      }
      at = next;
    }
    this.text = parts.join("");
    this.points = [...this.text];
    this.pointOf = pointsByUnit(this.points);
  }

  words(start, end) {
    return this.points.slice(start, end).join("");
  }

  /* Every offset at which the words stand, overlapping ones too. */
  * places(words) {
    let unit = this.text.indexOf(words);
    while (unit >= 0) {
      const point = this.pointOf ? this.pointOf[unit] : unit;
      if (point >= 0) yield point;
      unit = this.text.indexOf(words, unit + 1);
    }
  }
}

/* Maps UTF-16 units to code points, -1 for the second half of a pair; nothing where the two are the same. */
function pointsByUnit(points) {
  if (points.every((point) => point.length === 1)) return null;
  const found = [];
  points.forEach((point, index) => {
    found.push(index);
    if (point.length === 2) found.push(-1);
  });
  found.push(points.length);
  return found;
}

function bestPlace(ground, selector) {
  const exact = countPoints(selector.exact);
  const [before, after] = [[...selector.prefix], [...selector.suffix]];
  let best = null;
  for (const at of ground.places(selector.exact)) {
    if (!ground.starts.has(at) || !ground.ends.has(at + exact)) continue;
    const start = ground.starts.get(at);
    const agreed = agreement(ground.points, at, at + exact, before, after);
    const distance = Math.abs(start - selector.start);
    if (!best || agreed > best.agreed || (agreed === best.agreed && distance < best.distance)) {
      best = {agreed, distance, place: [start, ground.ends.get(at + exact)]};
    }
  }
  return best?.place ?? null;
}

/* Counted outward from the passage, until the first difference. */
function agreement(points, start, end, before, after) {
  let backward = 0;
  while (backward < Math.min(before.length, start)
    && before[before.length - 1 - backward] === points[start - 1 - backward]) backward += 1;
  let forward = 0;
  while (forward < Math.min(after.length, points.length - end) && after[forward] === points[end + forward]) forward += 1;
  return backward + forward;
}

function editedPlace(ground, selector) {
  const gap = nearestGap(ground, selector);
  if (!gap || !areAlike(ground.points.slice(...gap), [...selector.exact])) return null;
  return [ground.starts.get(gap[0]), ground.ends.get(gap[1])];
}

/* The gap between a prefix and the next suffix that is nearest to the old place. */
function nearestGap(ground, selector) {
  const most = 2 * countPoints(selector.exact);
  const prefix = countPoints(selector.prefix);
  const opened = selector.prefix ? [...ground.places(selector.prefix)].map((at) => at + prefix) : [0];
  const closed = selector.suffix ? [...ground.places(selector.suffix)] : [ground.points.length];
  let nearest = null;
  let following = 0;
  for (const start of opened) {
    while (following < closed.length && closed[following] <= start) following += 1;
    if (following === closed.length) break;
    const end = closed[following];
    if (end - start > most || !ground.starts.has(start) || !ground.ends.has(end)) continue;
    const distance = Math.abs(ground.starts.get(start) - selector.start);
    if (!nearest || distance < nearest.distance) nearest = {distance, gap: [start, end]};
  }
  return nearest?.gap ?? null;
}

/* Whether two thirds of the pairs of neighboring characters are common to both. */
function areAlike(points, others) {
  const counted = pairs(others);
  let shared = 0;
  for (const [pair, count] of pairs(points)) shared += Math.min(count, counted.get(pair) ?? 0);
  const total = Math.max(0, points.length - 1) + Math.max(0, others.length - 1);
  return shared > 0 && 3 * shared >= total;
}

function pairs(points) {
  const found = new Map();
  for (let at = 0; at + 1 < points.length; at += 1) {
    const pair = points[at] + points[at + 1];
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}
