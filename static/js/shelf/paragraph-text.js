/*
 * The one map between the essay on the page and Paragraph.text at school.
 *
 * A paragraph is div.paragraph; its text is what stands in its <p>, whatever elements that is wrapped in. The number,
 * a heading and the marks of events stand beside the <p> and do not count. Offsets are code points.
 */
import {countPoints} from "../code-points.js";

const own = (paragraph) => paragraph.querySelector(":scope > p");

export const textOf = (paragraph) => own(paragraph).textContent;

export const labelOf = (paragraph) => paragraph.querySelector(".paragraph-number")?.textContent.trim() ?? "";

/* The paragraph around a node, or null. */
export function paragraphAround(node, essay) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const found = element?.closest(".paragraph");
  return found && essay.contains(found) && own(found) ? found : null;
}

/* The part of a range that lies in the paragraph's text, as [start, end]; equal where nothing does. */
export function offsetsIn(paragraph, range) {
  const whole = document.createRange();
  whole.selectNodeContents(own(paragraph));
  const start = pointOf(whole, range.startContainer, range.startOffset);
  return [start, Math.max(start, pointOf(whole, range.endContainer, range.endOffset))];
}

function pointOf(whole, node, offset) {
  const side = whole.comparePoint(node, offset);
  if (side < 0) return 0;
  const before = whole.cloneRange();
  if (side === 0) before.setEnd(node, offset);
  return countPoints(before.toString());
}

/* A range over text[start:end] of the paragraph. */
export function rangeOver(paragraph, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(own(paragraph), NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + countPoints(node.data);
    if (start >= at && start < next) range.setStart(node, unitsOf(node.data, start - at));
    if (end > at && end <= next) {
      range.setEnd(node, unitsOf(node.data, end - at));
      break;
    }
    at = next;
  }
  return range;
}

const unitsOf = (text, points) => [...text].slice(0, points).join("").length;
