/* The answer on the page: its boxes, who wrote it, and what was typed. */
import {takeParts} from "./pages.js";

export class Sheet {
  constructor(page) {
    this.page = page;
    this.form = page.querySelector("form.desk-marking");
  }

  get points() { return this.form.querySelector(".points-input"); }

  get comment() { return this.form.querySelector("textarea"); }

  get next() { return this.page.querySelector("a[rel=next]")?.href; }

  get previous() { return this.page.querySelector("a[rel=prev]")?.href; }

  get name() { return this.page.querySelector("#student")?.textContent.trim() ?? ""; }

  get values() { return {points: this.points.value.trim(), comment: this.comment.value}; }

  /* A page that shows a clash holds what was typed: saving it again is a choice, whether it is changed or not. */
  get isTouched() {
    return Boolean(this.form) && (this.isClashed
      || this.points.value !== this.points.defaultValue || this.comment.value !== this.comment.defaultValue);
  }

  get isClashed() { return this.form.hasAttribute("data-clashed"); }

  /* What is plainly wrong, in a sentence; the server decides. */
  get fault() {
    const {points} = this.values;
    const said = this.page.querySelector(".desk-points-row > span")?.textContent ?? "";
    const most = Number(said.replace(/[^0-9.,]/g, "").replace(",", "."));
    const given = Number(points.replace(",", "."));
    if (points === "") return "";
    if (this.points.hasAttribute("data-whole") && !/^[0-9]+$/.test(points)) return "This question takes whole points.";
    if (!/^[0-9]+([.,][05])?$/.test(points)) return "Points are whole or half numbers.";
    return given > most ? `At most ${most} points.` : "";
  }

  act() {
    const {points} = this.values;
    return {
      address: this.form.action,
      body: new URLSearchParams([...new FormData(this.form), ["stay", "1"]]),
      name: this.name,
      words: points === "" ? "not graded" : `${points} point${points === "1" ? "" : "s"}`,
      before: this.isClashed ? null : {points: this.points.defaultValue, comment: this.comment.defaultValue},
      after: this.values,
    };
  }

  fill({points, comment}) {
    this.points.value = points;
    this.comment.value = comment;
  }

  stands({points, comment}) {
    return sameNumber(this.points.defaultValue, points) && plain(this.comment.defaultValue) === plain(comment);
  }

  settle() {
    this.form.removeAttribute("data-clashed");
    this.points.defaultValue = this.points.value;
    this.comment.defaultValue = this.comment.value;
  }

  /* Whether another copy of the page shows the same answer. */
  isOf(page) { return new Sheet(page).form?.action === this.form?.action; }

  /* How far the class is, from a newer copy of any of its pages. */
  count(page) {
    this.take(page, [".desk-where", ".desk-questions"]);
    const tabs = page.querySelectorAll(".desk-controls a");
    this.page.querySelectorAll(".desk-controls a").forEach((tab, at) => { tab.textContent = tabs[at].textContent; });
  }

  take(page, names) { takeParts(this.page, page, names); }

  /* Takes tokens and what is given of a newer copy of the same; what is being typed stays. */
  refresh(page) {
    this.take(page, [".desk-guide", ".desk-student"]);
    const newer = new Sheet(page);
    for (const field of this.form.querySelectorAll("input[type=hidden]")) {
      const other = newer.form.elements[field.name];
      if (other && field.name !== "csrfmiddlewaretoken") field.value = other.value;
    }
  }
}

const plain = (text) => text.replace(/\r\n?/g, "\n").trim();

const sameNumber = (one, other) => one.replace(",", ".") === other.replace(",", ".")
  || (one !== "" && other !== "" && Number(one.replace(",", ".")) === Number(other.replace(",", ".")));
