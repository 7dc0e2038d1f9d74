/*
 * Where citations stand in an answer: words of its own text, "[2: paragraph 6.3]". The rule is the server's
 * (assignments/domain/citing/citation_tokens.py); both pass the same cases.
 */
const TOKEN = /\[([1-9][0-9]{0,2}): ([^\[\]\n]{1,120})\]/gu;

/* The tokens of a text as {number, start, end}, in order; with `numbers` only those it has a citation for. */
export function tokensIn(text, numbers = null) {
  return [...text.matchAll(TOKEN)]
    .map((match) => ({number: Number(match[1]), start: match.index, end: match.index + match[0].length}))
    .filter(({number}) => !numbers || numbers.has(number));
}

export const withoutTokens = (text) => text.replace(TOKEN, " ");
