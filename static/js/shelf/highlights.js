/*
 * Draws what is kept into the essay with the CSS Custom Highlight API, so that the text itself stays untouched. Where
 * the browser has none, nothing is drawn and the list alone tells.
 */
import {locate} from "../anchors.js";
import {rangeOver, textOf} from "./paragraph-text.js";

const CAN_DRAW = typeof Highlight === "function" && "highlights" in CSS;

export class Highlights {
  constructor(essay) {
    this.essay = essay;
    this.places = new Map(); // item id to [paragraph, start, end], or to null where it does not stand here
    this.ranges = new Map();
  }

  draw(items) {
    this.ranges.clear();
    for (const item of items) {
      if (item.kind !== "passage") continue;
      if (!this.places.has(item.id)) this.places.set(item.id, this.placeOf(item));
      const place = this.places.get(item.id);
      if (place) this.ranges.set(item.id, rangeOver(...place));
    }
    if (CAN_DRAW) CSS.highlights.set("shelf", new Highlight(...this.ranges.values()));
  }

  placeOf(item) {
    const paragraph = item.anchor ? this.essay.querySelector(`#${CSS.escape(item.anchor)}`) : null;
    const place = paragraph && locate(textOf(paragraph), item);
    return place && [paragraph, ...place];
  }

  /* Makes one stand out, or none. */
  point(id) {
    if (!CAN_DRAW) return;
    const range = this.ranges.get(id);
    if (!range) {
      CSS.highlights.delete("shelf-pointed");
      return;
    }
    const one = new Highlight(range);
    one.priority = 1;
    CSS.highlights.set("shelf-pointed", one);
  }

  /* The id of what is kept at a point of the window. */
  at(x, y) {
    const caret = caretAt(x, y);
    if (!caret) return null;
    for (const [id, range] of this.ranges) {
      if (range.isPointInRange(...caret)) return id;
    }
    return null;
  }
}

function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && [found.offsetNode, found.offset];
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && [range.startContainer, range.startOffset];
}
