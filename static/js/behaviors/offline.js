/*
 * On a page where work is written: lets the browser keep the page for when there is no connection (data-worker is the
 * service worker's address). Browsers allow that over https and on this very machine only; elsewhere nothing happens.
 */
export function start(form) {
  navigator.serviceWorker?.register(form.dataset.worker).catch(() => {});
}
