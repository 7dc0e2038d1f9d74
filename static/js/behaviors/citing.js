/*
 * Cites in the answer that is open: what the shelf, a selection, the numbers or the timeline name ("studyhub:cite" on
 * the document) is made a citation at school, and its token put where the student writes. The box's own button leads to
 * the shelf. Without script it saves and opens a page where the same can be done.
 */
import {newKey} from "../shelf/store.js";
import {CitedAnswer} from "../citing/answer.js";

const TIMEOUT = 15_000;
const NO_CONNECTION = "There is no connection to school. Your text is safe; cite again when there is.";
const NO_ANSWER = "The school's server did not answer. Try again.";

export function start(form) {
  const template = form.querySelector("template[data-cited-entry]");
  const answers = [...form.querySelectorAll("[data-cite]")].map((article) => new CitedAnswer(article, template));

  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-cite-open]")) return;
    event.preventDefault();
    document.querySelector('a[href="#source"]')?.click(); // on a phone the source is behind its tab
    document.querySelector('a[href="#shelf-panel"]').click();
    document.getElementById("shelf-title").focus();
  });
  document.addEventListener("studyhub:cite", async ({detail}) => {
    const answer = answers.find((one) => one.isShown) ?? answers[0];
    try {
      const citation = await cite(form, answer, detail.what);
      answer.add(citation);
      const at = answer.insert(citation.token);
      detail.said.say(`Cited in answer ${answer.label}: [${citation.number}] ${citation.label}.`, {
        undo: () => answer.takeOut(citation.number, at), stays: false,
      });
      detail.resolve(true);
    } catch (error) {
      detail.fault(error);
      detail.resolve(false);
    }
  });
}

/* Sent once more, as it was, where no answer came: its key makes it one citation. */
async function cite(form, answer, what) {
  const body = JSON.stringify({...what, key: newKey(), person: form.dataset.person});
  const send = () => fetch(answer.address, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
    },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const response = await send().catch(send).catch(() => { throw new Error(NO_CONNECTION); });
  const result = await response.json().catch(() => null);
  if (response.ok && result) return result;
  const error = new Error(result?.error ?? NO_ANSWER);
  error.signIn = response.status === 401;
  throw error;
}
