/*
 * A column of labels beside marks, in the order of the marks: each stands at its mark or a little above or below it,
 * and none over another. What finds no place so near stays unlabeled until there is more room.
 */

export class LabelColumn {
  #placed = []; // {order, from, to}, sorted by both at once

  constructor({length, gap}) {
    Object.assign(this, {length, gap});
  }

  /* Returns where the label of this size begins, or null. `order` is the mark's place in time. */
  take({order, ideal, size, shift}) {
    let [low, high] = [0, this.#placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#placed[middle].order < order) low = middle + 1; else high = middle;
    }
    const least = low > 0 ? this.#placed[low - 1].to + this.gap : 0;
    const most = (low < this.#placed.length ? this.#placed[low].from - this.gap : this.length) - size;
    const from = Math.min(most, Math.max(least, ideal));
    if (from < least || Math.abs(from - ideal) > shift) return null;
    this.#placed.splice(low, 0, {order, from, to: from + size});
    return from;
  }

  /* The free pixels below each label, by order: room for one more line where there is any. */
  roomBelow() {
    const below = new Map();
    this.#placed.forEach((label, i) => {
      const next = this.#placed[i + 1];
      below.set(label.order, (next ? next.from - this.gap : this.length) - label.to);
    });
    return below;
  }
}
