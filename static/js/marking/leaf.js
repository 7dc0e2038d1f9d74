/* One of several answers on a page: a section with boxes of its own, within one form. */
import {Boxes} from "./boxes.js";
import {takeParts} from "./pages.js";

export class Leaf extends Boxes {
  get id() { return this.part.id; }

  get form() { return this.part.closest("form"); }

  get heading() { return this.part.querySelector("h2"); }

  get label() { return this.part.querySelector(".question-number")?.textContent.trim() ?? ""; }

  get name() { return this.label ? `Question ${this.label}` : "On the whole"; }

  get isGraded() { return !this.points || this.points.value.trim() !== ""; }

  act() {
    const shared = [...this.form.querySelectorAll(":scope > input[type=hidden]")];
    const own = [...this.part.querySelectorAll("input[name], textarea[name]")];
    const fields = [...shared, ...own].map(({name, value}) => [name, value]);
    return {...super.act({address: this.form.action, fields, name: this.name}), leaf: this.id};
  }

  /* Takes tokens, and where the points lie in the guide, of a newer copy. */
  refresh(newer) {
    takeParts(this.part, newer, [".levels"]);
    this.takeTokens(newer);
  }
}
