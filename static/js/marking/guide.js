/*
 * Points given by the marking guide: a level at a press, going up through its range at each further one, or by
 * ticking what the answer says. Nothing is saved by it but the ticks; the points stand in their box, to be changed.
 */

export class Guide {
  constructor(page, sheet) {
    this.page = page;
    this.sheet = sheet;
    page.addEventListener("click", (event) => this.clicked(event));
  }

  get sum() { return this.page.querySelector("[data-tick-sum]")?.value ?? ""; }

  clicked(event) {
    const button = event.target.closest("[data-give]");
    if (!button) return;
    event.preventDefault();
    const {points} = this.sheet(button);
    points.value = after(points.value, button.value, button.dataset.give || button.value);
    points.focus();
    points.select();
  }

  toLevels(part = this.page) { reach(part.querySelector(".level[aria-current] .level-give, .level .level-give")); }

  toPoints() { reach(this.page.querySelector(".tick")); }

  /* Up and down through the levels or the points of the guide. */
  step(from, by) {
    const list = from.closest("[data-guide-keys]");
    const buttons = [...list.querySelectorAll("li > button")];
    reach(buttons[buttons.indexOf(from) + by]);
  }

  tick(from, number) {
    const button = from.closest("[data-guide-keys]").querySelectorAll(".tick")[number - 1];
    if (!button) return;
    reach(button);
    button.click();
  }

  /* The box follows the ticks as long as nobody typed other points into it. */
  ticked(before) {
    const {points} = this.sheet();
    if (this.sum !== before && (points.value === "" || points.value === before)) points.value = this.sum;
  }
}

function reach(button) {
  button?.focus();
  button?.scrollIntoView({block: "nearest"});
}

function after(given, low, high) {
  const next = Number(given) + 1;
  return given !== "" && Number(given) >= Number(low) && next <= Number(high) ? String(next) : low;
}
