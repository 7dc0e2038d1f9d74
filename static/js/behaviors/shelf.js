/*
 * The evidence shelf beside a text: [data-shelf] is its address, [data-edition] the edition that is shown. The page holds
 * nobody's shelf, so what lies there is fetched; then words can be kept from a selection, by number, or an event from its
 * entry, and everything kept is drawn into the essay and listed in the panel. Without script the links and forms do it.
 */
import {Highlights} from "../shelf/highlights.js";
import {Panel} from "../shelf/panel.js";
import {Said} from "../shelf/said.js";
import {Store} from "../shelf/store.js";
import {byNumber} from "../shelf/by-number.js";
import {labelOf} from "../shelf/paragraph-text.js";
import {marking} from "../shelf/marking.js";

export function start(root) {
  const essay = document.getElementById("essay");
  if (essay) new Shelf(root, essay).start();
}

class Shelf {
  constructor(root, essay) {
    this.root = root;
    this.essay = essay;
    this.store = new Store(root.dataset.shelf);
    this.highlights = new Highlights(essay);
    this.said = new Said(root.querySelector("[data-shelf-said]"));
    this.panel = new Panel(root.querySelector("dialog"), this.said.root, {
      templates: {
        entry: root.querySelector("template[data-shelf-entry]"),
        form: root.querySelector("template[data-shelf-form]"),
      },
      shelf: this,
    });
  }

  get questions() { return this.store.questions; }

  start() {
    this.store.addEventListener("change", () => this.draw());
    this.takeForm();
    marking(this.essay, this.root.querySelector("[data-shelf-mark]"), (marked) => this.keepMarked(marked));
    for (const link of document.querySelectorAll("[data-shelf-open]")) {
      link.setAttribute("role", "button");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.panel.open();
      });
      link.addEventListener("keydown", (event) => {
        if (event.key !== " ") return; // what says it is a button is pressed like one
        event.preventDefault();
        this.panel.open();
      });
    }
    document.addEventListener("submit", (event) => {
      if (event.target.id !== "shelf-event" || !event.submitter) return;
      event.preventDefault();
      this.toggleEvent(event.submitter);
    });
    this.essay.addEventListener("click", (event) => this.pressed(event));
    this.store.load().catch((error) => this.said.fault("Your shelf could not be opened.", error, this.root.dataset.signIn));
  }

  /* The form for keeping by number stands at the end of the page without script, and in the panel with it. */
  takeForm() {
    const form = document.getElementById("keep-form");
    const section = document.getElementById("keep-by-number");
    const place = this.root.querySelector("[data-shelf-by-number]");
    place.append(form);
    section?.remove();
    byNumber(this.essay, form, {
      open: () => {
        place.closest("details").open = true;
        this.panel.open({focus: false});
      },
      keep: (sent) => this.keep(() => this.store.keepSentences(sent)),
    });
  }

  draw() {
    const {items} = this.store;
    for (const count of document.querySelectorAll("[data-shelf-count]")) count.textContent = items.length || "";
    this.highlights.draw(items);
    this.panel.draw(items);
    this.markEvents();
  }

  markEvents() {
    const kept = new Set(this.store.items.filter((item) => item.kind === "event").map((item) => item.anchor));
    for (const button of document.querySelectorAll(".event-keep")) {
      const isKept = kept.has(`event-${button.value}`);
      button.setAttribute("aria-pressed", String(isKept));
      button.textContent = isKept ? "Kept on your shelf" : "Keep this event";
    }
  }

  point(id) { this.highlights.point(id); }

  keepMarked({paragraph, start, end, exact, isCut}) {
    const body = {edition: this.root.dataset.edition, paragraph: paragraph.id, start, end, exact};
    const cut = isCut ? `A passage lies within one paragraph: kept as far as ${labelOf(paragraph)} goes.` : "";
    return this.keep(() => this.store.keepPassage(body), cut);
  }

  async keep(act, words = "") {
    try {
      const {item, is_new: isNew} = await act();
      const place = item.kind === "passage" ? ` ${item.label}` : "";
      this.said.say(words || (isNew ? `Kept${place && ` from${place}`}.` : "This lay on your shelf already."), {
        note: () => this.panel.reveal(item.id, {edit: true}),
        undo: isNew ? () => this.remove(item) : null,
        stays: false,
      });
      return true;
    } catch (error) {
      this.said.fault("Not kept.", error, this.root.dataset.signIn);
      return false;
    }
  }

  toggleEvent(button) {
    const kept = this.store.items.find((item) => item.kind === "event" && item.anchor === `event-${button.value}`);
    if (kept) return this.remove(kept);
    return this.keep(() => this.store.keepEvent(button.value));
  }

  edit(item, changes) { return this.store.edit(item, changes); }

  async remove(item) {
    try {
      const removed = await this.store.remove(item);
      this.said.say(item.note ? "Taken off the shelf, with its note." : "Taken off the shelf.", {
        undo: () => this.putBack(removed),
      });
    } catch (error) {
      this.said.fault("Not taken off.", error, this.root.dataset.signIn);
    }
  }

  async putBack(item) {
    try {
      await this.store.putBack(item);
      this.said.say("Back on the shelf.");
    } catch (error) {
      this.said.fault("Not put back.", error, this.root.dataset.signIn);
    }
  }

  /* A press on words that are kept shows their entry; links and selections are left alone. */
  pressed(event) {
    if (event.defaultPrevented || event.target.closest("a, button") || !getSelection().isCollapsed) return;
    const id = this.highlights.at(event.clientX, event.clientY);
    if (id) this.panel.reveal(id);
  }
}
