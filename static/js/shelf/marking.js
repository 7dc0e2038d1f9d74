/*
 * While words of one paragraph are selected, by mouse, touch or keys, a button Keep stands beside them, and one to cite
 * them where there is an answer. A selection over several paragraphs is cut to the first.
 */
import {offsetsIn, paragraphAround, rangeOver, textOf} from "./paragraph-text.js";

const SETTLED = 120; // ms without a change
const GAP = 6; // px

/* `acts` are called with what is marked, by the name of the button: keep or cite. */
export function marking(essay, mark, acts) {
  let marked = null;
  let isPressed = false;
  let timer = 0;

  function show() {
    marked = isPressed ? null : markedIn(essay);
    mark.hidden = !marked;
    if (marked) place(mark, marked);
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(show, SETTLED);
  };
  document.addEventListener("selectionchange", later);
  document.addEventListener("pointerdown", (event) => {
    isPressed = event.pointerType === "mouse" && !mark.contains(event.target);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, () => {
      isPressed = false;
      later();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !mark.hidden) getSelection().removeAllRanges();
  });
  mark.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  mark.addEventListener("click", (event) => {
    const act = event.target.closest("[data-mark]")?.dataset.mark;
    if (!marked || !act) return;
    const chosen = marked;
    marked = null;
    mark.hidden = true;
    getSelection().removeAllRanges();
    acts[act](chosen);
  });
}

/* What is selected of the essay: {paragraph, start, end, exact, isCut}, or null. */
export function markedIn(essay) {
  const selection = getSelection();
  if (selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(essay)) return null;
  const first = paragraphAround(range.startContainer, essay);
  const paragraphs = first ? [first] : [];
  for (const other of essay.querySelectorAll(".paragraph")) {
    if (other !== first && range.intersectsNode(other)) paragraphs.push(other);
  }
  const parts = paragraphs.map((paragraph) => visiblePart(paragraph, range)).filter(Boolean);
  return parts.length ? {...parts[0], isCut: parts.length > 1} : null;
}

/* Without the white space at its ends. */
function visiblePart(paragraph, range) {
  const [start, end] = offsetsIn(paragraph, range);
  const words = [...textOf(paragraph)].slice(start, end);
  const isSpace = (word) => /^\s$/u.test(word);
  const first = words.findIndex((word) => !isSpace(word));
  if (first < 0) return null;
  const last = words.findLastIndex((word) => !isSpace(word));
  return {paragraph, start: start + first, end: start + last + 1, exact: words.slice(first, last + 1).join("")};
}

/* Under the end of the words, within the paragraph, so that Tab reaches it next. */
function place(mark, {paragraph, start, end}) {
  paragraph.append(mark);
  const lines = [...rangeOver(paragraph, start, end).getClientRects()];
  const line = lines.at(-1);
  const frame = paragraph.getBoundingClientRect();
  if (!line) return;
  const isLeftward = getComputedStyle(paragraph.querySelector(":scope > p")).direction === "rtl";
  const width = mark.offsetWidth;
  const left = isLeftward ? line.left : line.right - width;
  const most = document.documentElement.clientWidth - width - GAP;
  mark.style.left = `${Math.min(Math.max(GAP, frame.left, left), most) - frame.left}px`;
  mark.style.top = `${line.bottom - frame.top + GAP}px`;
}
