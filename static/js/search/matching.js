/*
 * How a lesson is searched; the rule is told in lessons/domain/search.py, which finds the same. Both pass
 * tests/lessons/search_cases.json. Places here are counted in UTF-16 units, as the DOM does.
 */
const ALIKE = new Map([
  ...[..."‘’‚‛′ʼ"].map((sign) => [sign, "'"]),
  ...[..."“”„‟″«»"].map((sign) => [sign, '"']),
  ...[..."‐‑‒–—―−"].map((sign) => [sign, "-"]),
]);
const PLAIN = /^(?:(?!  )[ -~])*$/; // ASCII without white space that would shrink: every letter keeps its place
const UNSEEN = /^[\p{Mn}\p{Cf}]$/u;
const ACCENTS = /\p{Mn}/gu;
const SPACE = /^[\p{Z}\t\n\r\f\v]$/u;
const YEAR = /^(?:([1-9][0-9]{0,3}) ?(bce|bc|ce|ad)|([1-9][0-9]{2,3}))$/;
const DECADE = /^(?:the )?([1-9][0-9]{1,2}0)s$/;
const SPAN = /^([1-9][0-9]{2,3}) ?- ?([1-9][0-9]{2,3})$/;
const folded = new Map();

/* The text as it is compared, with the place in the original of each of its units; null where they are the same. */
export function fold(text) {
  if (PLAIN.test(text)) return {text: text.toLowerCase(), places: null, length: text.length};
  let letters = "";
  const places = [];
  let place = 0;
  for (const character of text) {
    const alike = foldCharacter(character);
    const skipped = alike === " " && letters.endsWith(" ");
    if (!skipped) {
      letters += alike;
      for (let unit = 0; unit < alike.length; unit += 1) places.push(place);
    }
    place += character.length;
  }
  return {text: letters, places, length: text.length};
}

function foldCharacter(character) {
  let alike = folded.get(character);
  if (alike === undefined) {
    alike = UNSEEN.test(character) ? "" : SPACE.test(character) ? " " : withoutCaseAndAccent(character);
    folded.set(character, alike);
  }
  return alike;
}

/* Upper case first: it makes one of ß and ss, and of the two small sigmas. */
function withoutCaseAndAccent(character) {
  return (ALIKE.get(character) ?? character).normalize("NFD").replace(ACCENTS, "").toUpperCase().toLowerCase();
}

/* What is looked for; empty where nothing visible was asked. */
export const needleOf = (query) => fold(query).text.replace(/^ | $/g, "");

/* [start, end] in the original of each occurrence; they do not overlap. */
export function occurrences({text, places, length}, needle) {
  const found = [];
  let done = 0;
  for (let at = needle ? text.indexOf(needle) : -1; at >= 0; at = text.indexOf(needle, at + needle.length)) {
    const start = places ? places[at] : at;
    const end = places ? endOf(places, at + needle.length, length) : at + needle.length;
    if (start < done) continue; // "s" is in "ß" twice, as "ss"
    found.push([start, end]);
    done = end;
  }
  return found;
}

/* Where the original goes on, with the accents of the last letter left behind. */
function endOf(places, end, length) {
  const last = places[end - 1];
  let next = end;
  while (next < places.length && places[next] <= last) next += 1;
  return next < places.length ? places[next] : length;
}

/* The first and last year (astronomical) a needle speaks of, or null. */
export function yearsAsked(needle) {
  const [year, decade, span] = [needle.match(YEAR), needle.match(DECADE), needle.match(SPAN)];
  if (year) {
    const count = Number(year[1] ?? year[3]);
    const asked = year[2]?.startsWith("b") ? 1 - count : count;
    return [asked, asked];
  }
  if (decade) return [Number(decade[1]), Number(decade[1]) + 9];
  return span && Number(span[1]) <= Number(span[2]) ? [Number(span[1]), Number(span[2])] : null;
}

/* Whether one of the years asked for lies in a span such as "1936/1939"; a side without a year is open. */
export function liesIn(asked, years) {
  if (!asked) return false;
  const [first, last] = years.split("/");
  return (first === "" || Number(first) <= asked[1]) && (last === "" || Number(last) >= asked[0]);
}
