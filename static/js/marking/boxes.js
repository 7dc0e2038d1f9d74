/* The boxes of an answer: points and a comment, what was typed into them and what they began with. */

export class Boxes {
  constructor(part) { this.part = part; }

  /* The comment on the whole has no points beside it. */
  get points() { return this.part.querySelector(".points-input"); }

  get comment() { return this.part.querySelector(".desk-comment textarea"); }

  get values() { return {points: this.points?.value.trim() ?? "", comment: this.comment.value}; }

  get began() { return {points: this.points?.defaultValue ?? "", comment: this.comment.defaultValue}; }

  /* A part that shows a clash holds what was typed: saving it again is a choice, whether it is changed or not. */
  get isTouched() {
    const [now, then] = [this.values, this.began];
    return this.isClashed || now.points !== then.points || now.comment !== then.comment;
  }

  get isClashed() { return this.part.hasAttribute("data-clashed"); }

  /* What is plainly wrong, in a sentence; the server decides. */
  get fault() {
    const {points} = this.values;
    if (points === "") return "";
    const said = this.part.querySelector(".desk-points-row > span")?.textContent ?? "";
    const most = Number(said.replace(/[^0-9.,]/g, "").replace(",", "."));
    if (this.points.hasAttribute("data-whole") && !/^[0-9]+$/.test(points)) return "This question takes whole points.";
    if (!/^[0-9]+([.,][05])?$/.test(points)) return "Points are whole or half numbers.";
    return Number(points.replace(",", ".")) > most ? `At most ${most} points.` : "";
  }

  /* What is sent to have it saved, and what is said of it. */
  act({address, fields, name}) {
    const {points} = this.values;
    const given = points === "" ? "not graded" : `${points} point${points === "1" ? "" : "s"}`;
    return {
      address,
      body: new URLSearchParams([...fields, ["stay", "1"]]),
      name,
      words: this.points ? given : "the comment",
      before: this.isClashed ? null : this.began,
      after: this.values,
    };
  }

  fill({points, comment}) {
    if (this.points) this.points.value = points;
    this.comment.value = comment;
  }

  stands({points, comment}) {
    return sameNumber(this.began.points, points) && plain(this.began.comment) === plain(comment);
  }

  /* What is sent counts as saved until it is said otherwise. */
  settle() {
    this.part.removeAttribute("data-clashed");
    if (this.points) this.points.defaultValue = this.points.value;
    this.comment.defaultValue = this.comment.value;
  }

  /* The tokens of a newer copy; what is being typed stays. */
  takeTokens(newer) {
    for (const field of this.part.querySelectorAll("input[type=hidden]")) {
      const other = newer.querySelector(`input[type=hidden][name="${field.name}"]`);
      if (other && field.name !== "csrfmiddlewaretoken") field.value = other.value;
    }
  }
}

const plain = (text) => text.replace(/\r\n?/g, "\n").trim();

const sameNumber = (one, other) => one.replace(",", ".") === other.replace(",", ".")
  || (one !== "" && other !== "" && Number(one.replace(",", ".")) === Number(other.replace(",", ".")));
