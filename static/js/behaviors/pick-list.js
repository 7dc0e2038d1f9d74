/*
 * On a fieldset with a long list of boxes: a search narrows the list, and what is ticked is said above it. The search
 * has no name, so it is never sent; boxes that are not shown keep their ticks.
 */
export function start(fieldset) {
  const list = fieldset.querySelector(".pick-list");
  const labels = [...list.querySelectorAll("label")];
  const ticked = fieldset.querySelector("[data-ticked]");
  const find = document.createElement("input");
  find.type = "search";
  find.className = "control";
  find.setAttribute("aria-label", "Find in the list");
  find.placeholder = "Find in the list";
  list.before(find);

  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLocaleLowerCase();
    for (const label of labels) label.hidden = !label.textContent.toLocaleLowerCase().includes(wanted);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it looks, it does not save
  });
  list.addEventListener("change", () => {
    const chosen = labels.filter((label) => label.control.checked).map((label) => numberOf(label));
    ticked.textContent = chosen.length ? ticked.dataset.ticked + chosen.join(", ") : "";
  });
}

/* The first word of an entry is its number. */
function numberOf(label) {
  return label.textContent.trim().split(/\s+/)[0];
}
