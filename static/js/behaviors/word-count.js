import {withoutTokens} from "../citing/tokens.js";

/*
 * Counts the words of each answer while it is written, by the server's rule (studyhub/web/text.py): runs between
 * white space that hold a letter, a digit or an underscore. The white space is Python's, which is not quite \s. What
 * stands for a citation is no word of the student's.
 */
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const LETTER = /[\p{L}\p{N}_]/u;

export function countWords(text) {
  return withoutTokens(text).split(SPACE).filter((run) => LETTER.test(run)).length;
}

export function inWords(count) {
  return `${count} word${count === 1 ? "" : "s"}`;
}

export function start(form) {
  form.addEventListener("input", (event) => {
    const count = event.target.closest("[data-answer]")?.querySelector("[data-words]");
    if (count) count.textContent = inWords(countWords(event.target.value));
  });
}
