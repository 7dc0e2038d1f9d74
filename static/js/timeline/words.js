/*
 * The axis's words, made from the examples that the page gives of the server's own wordings (lessons/views/axis.py),
 * so that years before 1, long years and months read on the axis as they read in the list, in whatever language.
 */
import {civil} from "./calendar.js";

export class AxisWords {
  #years;
  #months;

  constructor(list) {
    this.#years = list.dataset.yearForms.split("|"); // 999 BCE, 999 CE, 1999, 19,999, 19,999 BCE
    this.#months = list.dataset.monthForms.split("|"); // January 1999 ...
  }

  year(year) {
    const count = year > 0 ? year : 1 - year; // 0 is 1 BCE
    const [before, early, plain, long, longBefore] = this.#years;
    if (count > 9999) {
      const example = year > 0 ? long : longBefore;
      const number = example.match(/19(.*?)999/);
      return example.replace(number[0], grouped(count, number[1]));
    }
    if (year < 1) return before.replace("999", count);
    return year < 1000 ? early.replace("999", count) : plain.replace("1999", count);
  }

  month(year, month) {
    return this.#months[month - 1].replace("1999", this.year(year));
  }

  /* Short, for there is a year nearby: "May", "Sep." */
  monthName(month) {
    const name = this.#months[month - 1].match(/\p{L}+/u)?.[0] ?? String(month);
    return name.length > 5 ? `${name.slice(0, 3)}.` : name;
  }

  /* A stretch of days, as exactly as is worth saying: by years, within two years by months. */
  span(first, last) {
    const [from, to] = [civil(first), civil(last)];
    const say = to.year - from.year > 1 ? (date) => this.year(date.year) : (date) => this.month(date.year, date.month);
    return say(from) === say(to) ? say(from) : `${say(from)} to ${say(to)}`;
  }
}

function grouped(number, sign) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, sign);
}
