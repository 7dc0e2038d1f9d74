/* One entry of the list: the words, the note and the questions, and its form while it is edited. */

const EDITED = "data-entry-edit";

export class Entry {
  constructor(item, {templates, shelf}) {
    this.shelf = shelf;
    this.templates = templates;
    this.element = templates.entry.content.firstElementChild.cloneNode(true);
    this.part = (name) => this.element.querySelector(name);
    this.part(`[${EDITED}]`).addEventListener("click", () => this.edit());
    this.part("[data-entry-cite]")?.addEventListener("click", () => shelf.cite({item: this.item.id}));
    this.part("[data-entry-remove]").addEventListener("click", () => shelf.remove(this.item));
    for (const name of ["mouseenter", "focusin"]) this.element.addEventListener(name, () => shelf.point(this.item.id));
    for (const name of ["mouseleave", "focusout"]) this.element.addEventListener(name, () => shelf.point(null));
    this.show(item);
  }

  show(item) {
    this.item = item;
    const isPassage = item.kind === "passage";
    this.part(".shelf-words").id = `words-${item.id}`;
    for (const button of this.element.querySelectorAll(".shelf-actions button")) {
      button.setAttribute("aria-describedby", `words-${item.id}`);
    }
    this.element.classList.toggle("shelf-entry-event", !isPassage);
    this.element.classList.toggle("shelf-entry-gone", item.state === "gone" || (!isPassage && !item.anchor));
    this.showPlace(isPassage);
    this.part("mark").textContent = isPassage ? item.exact : "";
    this.part(".shelf-quote").hidden = !isPassage;
    this.part(".shelf-event").textContent = isPassage ? "" : item.title;
    this.part(".shelf-edition").textContent = editionNote(item);
    this.part(".shelf-note").textContent = item.note;
    this.part(".shelf-tied").textContent = this.tiedWords();
    this.part(`[${EDITED}]`).textContent = item.note ? "Edit" : "Add a note";
  }

  showPlace(isPassage) {
    const link = this.part(".shelf-place a");
    link.textContent = isPassage ? this.item.label : this.item.date || "Event";
    if (this.item.anchor) link.href = `#${this.item.anchor}`;
    else link.removeAttribute("href");
    if (isPassage) link.setAttribute("aria-label", `Paragraph ${this.item.label}`);
  }

  tiedWords() {
    const labels = this.shelf.questions.filter((one) => this.item.questions.includes(one.id)).map((one) => one.label);
    return labels.length ? `For ${labels.join(", ")}` : "";
  }

  edit() {
    if (this.form) {
      this.form.elements.note.focus();
      return;
    }
    this.form = this.templates.form.content.firstElementChild.cloneNode(true);
    this.basedOn = this.item.version;
    this.seen = this.item.questions;
    this.form.elements.note.value = this.item.note;
    nameField(this.form, this.item.id);
    this.fillQuestions();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault(); // the panel stays open
      this.done();
    });
    this.form.querySelector("[data-form-cancel]").addEventListener("click", () => this.done());
    this.toggle(true);
    this.part(".shelf-side").append(this.form);
    this.form.elements.note.focus();
  }

  fillQuestions() {
    const field = this.form.querySelector(".shelf-questions");
    field.hidden = this.shelf.questions.length === 0;
    for (const question of this.shelf.questions) {
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), {
        type: "checkbox", name: "questions", value: question.id, checked: this.item.questions.includes(question.id),
      });
      const words = document.createElement("span");
      const number = document.createElement("strong");
      number.textContent = question.label;
      words.append(number, ` ${question.text}`);
      label.append(box, words);
      field.querySelector(".choices").append(label);
    }
  }

  async save() {
    const button = this.form.querySelector("[type=submit]");
    const questions = [...this.form.querySelectorAll("[name=questions]:checked")].map((box) => box.value);
    this.tell("");
    button.disabled = true;
    try {
      await this.shelf.edit(this.item, {
        note: this.form.elements.note.value, based_on: this.basedOn, questions, seen: this.seen,
      });
      this.done();
    } catch (error) {
      this.refused(error);
    } finally {
      button.disabled = false;
    }
  }

  /* What was typed stays; a newer note is shown beside it, and the next save is based on that. */
  refused(error) {
    this.tell(error.message);
    if (!error.item) return;
    const newer = this.form.querySelector("[data-form-newer]");
    newer.hidden = false;
    newer.querySelector(".answer-text").textContent = error.item.note || "(no note)";
    this.basedOn = error.item.version;
  }

  tell(words) {
    const line = document.createElement("li");
    line.textContent = words;
    this.form.querySelector(".errorlist").replaceChildren(...(words ? [line] : []));
  }

  done() {
    this.form.remove();
    this.form = null;
    this.toggle(false);
    this.part(`[${EDITED}]`).focus();
  }

  toggle(isEdited) {
    for (const name of [".shelf-note", ".shelf-foot"]) this.part(name).hidden = isEdited;
  }
}

function nameField(form, id) {
  form.elements.note.id = `note-${id}`;
  form.querySelector(".form-label").htmlFor = `note-${id}`;
}

function editionNote(item) {
  if (item.kind === "event") return item.anchor ? "" : "No longer on the timeline.";
  if (!item.older) return "";
  const now = {same: "unchanged since", reworded: "reworded since", gone: "no longer in the text"}[item.state];
  return `From edition ${item.edition}, ${now}.`;
}
