/*
 * The texts of a lesson as they are searched: headings and paragraphs without their numbers; of an event its date in
 * words with the place, title, summary, people and note. The same texts are searched by lessons/views/search.py.
 */
import {fold} from "./matching.js";

const ESSAY = ".essay-section > h2, .paragraph > h3, .paragraph > p";
const EVENT = ".event-date, .event-title, .event-summary, .event-meta";
const NOT_SEARCHED = ".section-number, .visually-hidden";

export function essayTexts(essay) {
  return [...essay.querySelectorAll(ESSAY)].map((element) => {
    const place = element.closest(".paragraph") ?? element.closest("section");
    return {...textOf(element), place};
  });
}

export function eventTexts(list) {
  return [...list.querySelectorAll(":scope > .event")].map((event) => ({
    event,
    years: event.dataset.years ?? "",
    texts: [...event.querySelectorAll(EVENT)].filter((part) => !part.querySelector("a")).map(textOf),
  }));
}

function textOf(element) {
  return {element, folded: fold(nodesOf(element).map((node) => node.data).join(""))};
}

function nodesOf(element) {
  const nodes = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(NOT_SEARCHED)) nodes.push(walker.currentNode);
  }
  return nodes;
}

/* The range of an occurrence. The nodes are looked up anew: other behaviors may have cut them since. */
export function rangeOf({element}, [start, end]) {
  const range = document.createRange();
  let before = 0;
  for (const node of nodesOf(element)) {
    const after = before + node.length;
    if (start >= before && start < after) range.setStart(node, start - before);
    if (end > before && end <= after) {
      range.setEnd(node, end - before);
      break;
    }
    before = after;
  }
  return range;
}
