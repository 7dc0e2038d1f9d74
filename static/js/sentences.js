/*
 * Splits a text into sentences by the rules of studyhub/anchors/sentences.py, which states them. A rule is changed in
 * both or in none. Offsets are counted in code points, as everywhere (anchors.js).
 */
import {SPACE} from "./graphemes.js";

const WIDE = "\u3002\uff01\uff1f\uff61";
const STOPS = `.!?\u2026\u061f\u06d4\u0964\u0965\u1362${WIDE}`;
const CLOSING = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb\u2039\u203a)\\]\\}\u300d\u300f\uff09\u3011\u300b\u3009"
  + "\u200e\u200f\u061c\u202c\u2069";
const OPENING = "\"'\u2018\u201c\u201e\u201a\u00ab\u2039(\\[\\{\u300c\u300e\uff08\u3010\u300a\u3008"
  + "\u200e\u200f\u061c\u202a\u202b\u2066\u2067\u2068\u00bf\u00a1\u2013\u2014\\-";
const END = new RegExp(
  `[${STOPS}]+[${CLOSING}]*(?:\\[[0-9]{1,3}\\])*(?:[${SPACE}][\u00bb\u203a](?![^${SPACE}]))?`, "gu", // the last part is French
);
const ONE_SPACE = new RegExp(`[${SPACE}]`, "uy");
const GAP = new RegExp(`[${SPACE}]*`, "uy");
const LEAD = new RegExp(`[${SPACE}${OPENING}]*`, "uy");
const LEADING = new RegExp(`[${SPACE}${OPENING}]`, "uy");
const WORD = new RegExp(`[^${SPACE}${OPENING}/]*$`, "u");
const BEFORE = 24; // code points that are looked at before a stop: no shorthand is longer
const LONGEST_PART = 2; // of "Ph.D"; those of "example.org" are longer

const TITLES = new Set((
  "adm brig capt cf cmdr col dr ed eds fr gen gov hon lt maj messrs mlle mme mr mrs ms mt mx "
  + "pres prof rep rev sen sgt sra st viz vs"
).split(" "));
const BEFORE_NUMBERS = new Set((
  "al apr art aug c ca ch chap dec feb fig figs jan jul jun mar no nos nov nr oct p para pp pt "
  + "sec sect sep sept ser v vol vols"
).split(" "));

/* Returns [start, end] of each sentence, without the white space around. */
export function sentences(text) {
  const found = [];
  let start = after(GAP, text, 0);
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (!endsHere(text, start, match.index, end)) continue;
    found.push([start, end]);
    start = after(GAP, text, end);
  }
  let end = text.length;
  while (end > start && after(ONE_SPACE, text, end - 1) === end) end -= 1;
  if (end > start) found.push([start, end]);
  return inCodePoints(text, found);
}

/* From JavaScript's UTF-16 units, in one walk over the text. */
function inCodePoints(text, spans) {
  let unit = 0;
  let point = 0;
  const counted = (target) => {
    while (unit < target) {
      unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      point += 1;
    }
    return point;
  };
  return spans.map(([start, end]) => [counted(start), counted(end)]);
}

/* Where what matches at `at` ends, or `at` itself where nothing does. */
function after(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function endsHere(text, start, stop, end) {
  if ([...text.slice(stop, end)].some((mark) => WIDE.includes(mark))) return true;
  const follows = after(GAP, text, end);
  if (follows === text.length) return true;
  if (follows === end) return false;
  const at = after(LEAD, text, follows);
  const following = at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "";
  if (/^\p{Ll}$/u.test(following)) return false;
  if (text[stop] === "\u2026" || text.startsWith("..", stop)) {
    return stop > start && after(LEADING, text, stop - 1) === stop - 1;
  }
  return !(text[stop] === "." && isShorthand(text, start, stop, following));
}

/* Whether the full stop belongs to the word before it. */
function isShorthand(text, start, stop, following) {
  const before = [...text.slice(Math.max(start, stop - 2 * BEFORE), stop)].slice(-BEFORE).join("");
  const word = WORD.exec(before)[0];
  if (/^[0-9]+$/.test(word)) return after(LEAD, text, start) === stop - word.length;
  if (word.includes(".")) {
    return word.split(".").every((part) => {
      const length = [...part].length;
      return length > 0 && length <= LONGEST_PART && !/[0-9]/.test(part);
    });
  }
  if (/^\p{Lu}$/u.test(word)) return !before.endsWith("War I");
  const plain = word.toLowerCase();
  return TITLES.has(plain) || (/^[0-9]/.test(following) && BEFORE_NUMBERS.has(plain));
}
