/*
 * The list of offered comments at the box in which somebody types. The focus stays in the box; which one is chosen is
 * told by aria-activedescendant.
 */
const GAP = 4;
const TALLEST = 280;

export class OfferedList {
  constructor(root, {taken}) {
    this.box = null;
    this.list = document.createElement("ul");
    this.list.id = "bank-list";
    this.list.className = "bank-list-open";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Comments of the bank");
    this.said = document.createElement("p");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    root.append(this.list, this.said);
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) taken(this.options.indexOf(option));
    });
    for (const moved of ["scroll", "resize"]) window.addEventListener(moved, () => this.place(), {capture: true, passive: true});
  }

  get isOpen() { return !this.list.hidden; }

  get options() { return [...this.list.children]; }

  get chosen() { return this.options.findIndex((option) => option.getAttribute("aria-selected") === "true"); }

  /* Tells a box that it has such a list, before it opens. */
  static dress(box) {
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-haspopup", "listbox");
    box.setAttribute("aria-controls", "bank-list");
  }

  open(box, comments, {isFirstChosen}) {
    this.box = box;
    this.list.replaceChildren(...comments.map(optionOf));
    this.list.hidden = false;
    this.place();
    this.choose(isFirstChosen ? 0 : -1);
    this.said.textContent = `${comments.length} comment${comments.length === 1 ? "" : "s"} offered`;
  }

  close() {
    if (!this.isOpen) return;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.box.removeAttribute("aria-activedescendant");
    this.said.textContent = "";
  }

  choose(place) {
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const option = this.options[place];
    if (!option) return void this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({block: "nearest"});
  }

  /* Below the box, or above it where there is more room. */
  place() {
    if (!this.isOpen) return;
    const box = this.box.getBoundingClientRect();
    const bottom = window.visualViewport?.height ?? window.innerHeight;
    const [above, below] = [box.top, bottom - box.bottom];
    const {style} = this.list;
    style.left = `${box.left}px`;
    style.width = `${box.width}px`;
    style.maxHeight = `${Math.min(TALLEST, Math.max(above, below) - 2 * GAP)}px`;
    style.top = above > below ? "auto" : `${box.bottom + GAP}px`;
    style.bottom = above > below ? `${document.documentElement.clientHeight - box.top + GAP}px` : "auto";
  }
}

function optionOf({text, from}, at) {
  const option = document.createElement("li");
  option.id = `bank-option-${at}`;
  option.setAttribute("role", "option");
  const said = document.createElement("span");
  said.className = "bank-said";
  said.dir = "auto";
  said.textContent = text;
  option.append(said);
  if (from) {
    const quiet = document.createElement("span");
    quiet.className = "quiet";
    quiet.textContent = from;
    option.append(" ", quiet);
  }
  return option;
}
