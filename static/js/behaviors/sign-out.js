/*
 * On a form that signs out (data-person says whom): text of theirs that has not reached school is told first, and
 * goes from the device only with a clear yes. Without script, or with nothing unsent, the form does what it always does.
 * Every signed-in page has such a form; so it is also what says who is here.
 */
import {copiesOf, dropAll} from "../device.js";
import {isHere, nobodyIsHere} from "../here.js";

export function start(form) {
  const person = form.dataset.person;
  let isSure = false;
  isHere(person);

  form.addEventListener("submit", (event) => {
    if (isSure) return;
    event.preventDefault();
    copiesOf(person).then((copies) => {
      if (copies.length === 0) leave();
      else ask(copies).then((yes) => { if (yes) dropAll(person).then(leave); });
    });
  });

  function leave() {
    isSure = true;
    nobodyIsHere();
    document.dispatchEvent(new CustomEvent("studyhub:signing-out"));
    form.requestSubmit();
  }
}

/* Resolves to true for "sign out and lose them". */
function ask(copies) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "unsent-title");
  const count = copies.length;
  const heading = element("h2", `${count} answer${count === 1 ? " has" : "s have"} not reached school`);
  heading.id = "unsent-title";
  const list = document.createElement("ul");
  for (const copy of copies) {
    const item = document.createElement("li");
    const link = element("a", `${copy.title}, answer ${copy.label}`);
    link.href = copy.address;
    item.append(link);
    list.append(item);
  }
  const stay = element("button", "Stay");
  stay.className = "button button-primary";
  const go = element("button", count === 1 ? "Sign out and lose it" : "Sign out and lose them");
  go.className = "button button-danger";
  const actions = document.createElement("p");
  actions.className = "cluster";
  actions.append(stay, go);
  dialog.append(heading, element("p", "This device keeps the text until school has it. Open the answer while you are online, and it is sent."), list, actions);
  document.body.append(dialog);
  return new Promise((resolve) => {
    stay.addEventListener("click", () => dialog.close(""));
    go.addEventListener("click", () => dialog.close("lose"));
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "lose");
      dialog.remove();
    });
    dialog.showModal();
  });
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  if (name === "button") made.type = "button";
  return made;
}
