/*
 * From days to pixels along the axis. The drawing is as long as the zoom makes it and scrolls as any long thing does,
 * so its length stays below what browsers can lay out: the longer the history, the sooner zooming in ends.
 */
const LONGEST = 12_000_000; // pixels; browsers give up between 16 and 33 million
const CLOSEST = 40; // pixels a day
const LEAST_SPAN = 30; // days shown of a history that is shorter

export class Scale {
  /* `pad` pixels stay free at either end, for marks and for what goes on beyond. */
  constructor(events, {pad = 48} = {}) {
    this.pad = pad;
    [this.first, this.last] = spanOf(events);
    this.room = 0;
    this.zoom = 0;
  }

  get span() { return this.last - this.first; }
  get length() { return Math.max(this.room, 2 * this.pad + this.span * this.zoom); }
  get least() { return Math.max(1, this.room - 2 * this.pad) / this.span; }
  get most() { return Math.max(this.least, Math.min(CLOSEST, LONGEST / this.span)); }

  /* Tells whether all of it is in sight. */
  get isWhole() { return this.zoom <= this.least * 1.001; }

  /* The pixels in sight; zooming out ends where all is. */
  fit(room) {
    this.room = room;
    this.zoomTo(this.zoom);
  }

  zoomTo(zoom) {
    this.zoom = Math.min(this.most, Math.max(this.least, zoom));
  }

  at(day) { return this.pad + (day - this.first) * this.zoom; }

  dayAt(pixel) { return this.first + (pixel - this.pad) / this.zoom; }
}

/* From the first day that any event names to the end of the last; open and unknown ends name none. */
export function spanOf(events) {
  let [first, last] = [Infinity, -Infinity];
  for (const event of events) {
    for (const day of [event.first, event.last]) {
      if (day === null) continue;
      first = Math.min(first, day);
      last = Math.max(last, day + 1);
    }
  }
  if (first > last) return [1, 1 + LEAST_SPAN];
  const missing = Math.max(0, LEAST_SPAN - (last - first)) / 2;
  return [first - missing, last + missing];
}
