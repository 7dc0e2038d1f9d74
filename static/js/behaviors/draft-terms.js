/*
 * Adds rows to the glossary without a new page, also for a word that was just linked in the text.
 */
export function start(form) {
  const rows = form.querySelector("[data-terms]");
  const blank = form.querySelector("template[data-term-row]");
  let number = rows.children.length;

  function add() {
    number += 1;
    const row = blank.content.cloneNode(true);
    for (const element of row.querySelectorAll("[id]")) element.id = element.id.replace("-0-", `-${number}-`);
    for (const label of row.querySelectorAll("label")) {
      label.htmlFor = label.htmlFor.replace("-0-", `-${number}-`);
      label.textContent = label.textContent.replace(/\b0\b/, number);
    }
    rows.append(row);
    return rows.lastElementChild;
  }

  const box = (row, name) => row.querySelector(`[name="term_${name}"]`);
  const isBlank = (row) => ["id", "term", "meaning"].every((name) => !box(row, name).value.trim());

  form.querySelector("[data-more]").addEventListener("click", (event) => {
    event.preventDefault();
    box(add(), "term").focus();
  });
  form.addEventListener("studyhub:term", (event) => {
    const {name, term} = event.detail;
    const all = [...rows.children];
    if (all.some((row) => box(row, "id").value === name)) return;
    const row = all.find(isBlank) ?? add();
    box(row, "id").value = name;
    box(row, "term").value = term;
    row.id = `term-${name}`;
    form.dispatchEvent(new Event("input", {bubbles: true}));
  });
}
