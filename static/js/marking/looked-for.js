/*
 * What somebody who types a comment may be looking for in the comment bank, and which comments answer it.
 *
 * After "/" it is whatever follows at once, and nothing yet is everything. Without it, it is the sentence just begun: what turns
 * out to be a sentence of one's own soon answers to nothing, and nobody is disturbed.
 */
const FEWEST_LETTERS = 3;
const MOST = 8;

/* Returns where it begins, its words, and whether "/" asks for it; null for nothing. */
export function lookedFor(text, caret) {
  if (/\S/.test(text.charAt(caret))) return null; // in the middle of a word
  const line = text.slice(0, caret).split("\n").at(-1);
  const asked = /(?:^|\s)\/(?!\s)([^/]*)$/.exec(line);
  if (asked) return {start: caret - asked[1].length - 1, words: wordsOf(asked[1]), isAsked: true};
  const begun = line.split(/(?<=[.!?:;])\s+/).at(-1).trimStart();
  const words = wordsOf(begun);
  return words.join("").length < FEWEST_LETTERS ? null : {start: caret - begun.length, words, isAsked: false};
}

/* Keeps the order of the comments; one that is typed out already is none. */
export function answering(comments, {words, isAsked}) {
  return comments.filter(({text}) => {
    const own = wordsOf(text);
    return begin(own, words) && (isAsked || own.join(" ") !== words.join(" "));
  }).slice(0, MOST);
}

/* Whether each word looked for begins a word of the comment, one after the other. */
function begin(own, words) {
  let from = 0;
  return words.every((word) => {
    const at = own.findIndex((one, place) => place >= from && one.startsWith(word));
    from = at + 1;
    return at >= 0;
  });
}

const wordsOf = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
