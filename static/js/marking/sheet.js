/* The answer on the page: its boxes, who wrote it, and the way to the next. */
import {Boxes} from "./boxes.js";
import {takeParts} from "./pages.js";

export class Sheet extends Boxes {
  constructor(page) {
    super(page.querySelector("form.desk-marking"));
    this.page = page;
  }

  get form() { return this.part; }

  get next() { return this.page.querySelector("a[rel=next]")?.href; }

  get previous() { return this.page.querySelector("a[rel=prev]")?.href; }

  get name() { return this.page.querySelector("#student")?.textContent.trim() ?? ""; }

  get isTouched() { return Boolean(this.form) && super.isTouched; }

  act() { return super.act({address: this.form.action, fields: new FormData(this.form), name: this.name}); }

  /* Whether another copy of the page shows the same answer. */
  isOf(page) { return new Sheet(page).form?.action === this.form?.action; }

  /* How far the class is, from a newer copy of any of its pages. */
  count(page) {
    this.take(page, [".desk-where", ".desk-questions"]);
    for (const tab of this.page.querySelectorAll("[data-tab]")) {
      const fresh = page.querySelector(`[data-tab="${tab.dataset.tab}"]`);
      if (fresh) tab.textContent = fresh.textContent;
    }
  }

  take(page, names) { takeParts(this.page, page, names); }

  /* Takes tokens and what is given of a newer copy of the same; what is being typed stays. */
  refresh(page) {
    this.take(page, [".desk-guide", ".desk-student"]);
    this.takeTokens(new Sheet(page).form);
  }
}
