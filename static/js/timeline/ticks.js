/*
 * The ticks of an axis: the finest of days, months and years that leaves room for its words, and between them the
 * finest that fits without words. Years are round as they are counted, before year 1 too: 500 BCE, not 501 BCE.
 */
import {civil, dayNumber} from "./calendar.js";

const YEAR = 365.2425;
const FINE = 8; // pixels between ticks without words
const UNITS = [
  ...[1, 5, 10].map((step) => ({kind: "day", step, days: step})),
  ...[1, 3, 6].map((step) => ({kind: "month", step, days: step * YEAR / 12})),
  ...Array.from({length: 37}, (_, i) => [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3)) // 1, 2, 5 ... 10^12
    .map((step) => ({kind: "year", step, days: step * YEAR})),
];

/*
 * {day, text, isMain} for each tick between two days: text is empty on a fine one, isMain is set for years and
 * where a larger unit begins. `apart` is the room that words need, in pixels; `zoom` is pixels a day.
 */
export function ticks({from, to, zoom, apart, words}) {
  const unit = UNITS.find((one) => one.days * zoom >= apart) ?? UNITS.at(-1);
  const named = starts(unit, from, to).map((date) => ({...date, text: text(unit, date, words), isMain: isMain(unit, date)}));
  const fine = UNITS.find((one) => one.days * zoom >= FINE && one.days < unit.days && fits(one, unit));
  if (!fine) return named;
  const taken = new Set(named.map((tick) => tick.day));
  const between = starts(fine, from, to).filter((tick) => !taken.has(tick.day));
  return [...named, ...between.map((date) => ({...date, text: "", isMain: false}))];
}

/* What the ticks in sight may leave unsaid: the year above months, the month above days. */
export function periodAt(day, {zoom, apart, words}) {
  const unit = UNITS.find((one) => one.days * zoom >= apart) ?? UNITS.at(-1);
  const {year, month} = civil(day);
  if (unit.kind === "day") return words.month(year, month);
  return unit.kind === "month" ? words.year(year) : "";
}

function fits(fine, unit) {
  if (fine.kind === unit.kind) return unit.step % fine.step === 0;
  if (fine.kind === "month") return true; // within years
  return fine.kind === "day" && unit.kind === "month" && unit.step === 1;
}

function starts(unit, from, to) {
  if (unit.kind === "year") return yearStarts(unit.step, from, to);
  return unit.kind === "month" ? monthStarts(unit.step, from, to) : dayStarts(unit.step, from, to);
}

function yearStarts(step, from, to) {
  const [first, last] = [civil(from).year, civil(to).year];
  const found = [];
  const add = (year) => { if (year >= first && year <= last) found.push({day: dayNumber(year), year, month: 1, date: 1}); };
  for (let count = Math.floor((1 - Math.min(first, 1)) / step) * step; count >= step && 1 - count <= last; count -= step) {
    add(1 - count);
  }
  if (step >= 5) add(1); // where the eras meet; with smaller steps it would crowd its neighbors
  for (let year = Math.max(step, Math.ceil(first / step) * step); year <= last; year += step) add(year);
  return found.filter((tick) => tick.day >= from && tick.day <= to);
}

function monthStarts(step, from, to) {
  const begin = civil(from);
  const found = [];
  for (let number = begin.year * 12 + begin.month - 1; ; number += 1) {
    const [year, month] = [Math.floor(number / 12), (((number % 12) + 12) % 12) + 1];
    const day = dayNumber(year, month);
    if (day > to) return found;
    if (day >= from && (month - 1) % step === 0) found.push({day, year, month, date: 1});
  }
}

/* Of every fifth or tenth day the last is left out where the month's end is nearer than a step. */
function dayStarts(step, from, to) {
  const found = [];
  for (let day = Math.ceil(from); day <= to; day += 1) {
    const {year, month, day: date} = civil(day);
    if ((date - 1) % step === 0 && date <= (step === 1 ? 31 : 31 - step)) found.push({day, year, month, date});
  }
  return found;
}

function text(unit, {year, month, date}, words) {
  if (unit.kind === "year" || (month === 1 && date === 1)) return words.year(year);
  return date === 1 ? words.monthName(month) : String(date);
}

function isMain(unit, {month, date}) {
  return date === 1 && (unit.kind === "day" || month === 1);
}
