/* Lanes beside the axis: in each, stretches that never touch. */

export class Lane {
  #taken = []; // [from, to] in order

  /* Where in the order a stretch would go, or -1 if it would come nearer than `gap` to another. */
  #place(from, to, gap) {
    let [low, high] = [0, this.#taken.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#taken[middle][0] < from) low = middle + 1; else high = middle;
    }
    const [before, after] = [this.#taken[low - 1], this.#taken[low]];
    const isFree = (!before || before[1] + gap <= from) && (!after || to + gap <= after[0]);
    return isFree ? low : -1;
  }

  /* Takes the stretch if it is free, and tells whether it was. */
  take(from, to, gap = 0) {
    const place = this.#place(from, to, gap);
    if (place >= 0) this.#taken.splice(place, 0, [from, to]);
    return place >= 0;
  }
}

export class Lanes {
  constructor(most) {
    this.most = most;
    this.lanes = [];
  }

  get used() { return this.lanes.length; }

  /* The number of the first lane, from `least` to below `most`, that takes the stretch; -1 if none does. */
  take(from, to, {gap = 0, least = 0, most = this.most} = {}) {
    for (let number = least; number < most; number += 1) {
      while (this.lanes.length <= number) this.lanes.push(new Lane());
      if (this.lanes[number].take(from, to, gap)) return number;
    }
    return -1;
  }
}
