/*
 * Text that has not reached school, kept on this device (IndexedDB) until it has. One copy for each person and answer:
 *
 *   {person, answer, assignment, label, title, address, text, basedOn, sent, typedAt}
 *
 * `sent` is the request that was made and not answered, if there is one.
 *
 * A copy belongs to its person and is read for nobody else. Where the browser keeps nothing (a private window, a full
 * disk) keep() says false and the page goes on without; nothing here ever throws.
 */
const NAME = "studyhub";
const STORE = "unsent";

let opened = null;

function open() {
  opened ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(STORE, {keyPath: ["person", "answer"]});
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

/* Runs one transaction; answers what `act` asked for, or `otherwise` where the device will not. */
async function within(mode, act, otherwise) {
  const database = await open();
  if (!database) return otherwise;
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction(STORE, mode, {durability: "strict"});
      let result = otherwise;
      act(transaction.objectStore(STORE), (value) => { result = value; });
      transaction.oncomplete = () => resolve(result);
      transaction.onerror = () => resolve(otherwise);
      transaction.onabort = () => resolve(otherwise);
    } catch {
      resolve(otherwise);
    }
  });
}

/*
 * Says whether the device has it. A slow disk takes longer for a copy than somebody for a key: while one is written
 * only the newest waits, so that the device is never further behind than that.
 */
export function keep(copy) {
  const place = placeOf(copy.person, copy.answer);
  return new Promise((resolve) => {
    newest.set(place, {copy, told: [...(newest.get(place)?.told ?? []), resolve]});
    if (!writing.has(place)) writing.set(place, writeAll(place));
  });
}

const newest = new Map(); // what waits to be written, and who wants to know
const writing = new Map();
const placeOf = (person, answerId) => JSON.stringify([person, answerId]);

async function writeAll(place) {
  while (newest.has(place)) {
    const {copy, told} = newest.get(place);
    newest.delete(place);
    const isKept = await put(copy);
    for (const tell of told) tell(isKept);
  }
  writing.delete(place);
}

function put(copy) {
  return within("readwrite", (store, answer) => {
    store.put(copy);
    answer(true);
  }, false);
}

/* Only while it is still this very text: a newer one typed meanwhile stays. */
export async function drop(person, answerId, text) {
  await writing.get(placeOf(person, answerId));
  return within("readwrite", (store) => {
    const request = store.get([person, answerId]);
    request.onsuccess = () => {
      if (request.result?.text === text) store.delete([person, answerId]);
    };
  });
}

/* By work, and in each in the order of its questions. */
export function copiesOf(person) {
  return within("readonly", (store, answer) => {
    const request = store.getAll(IDBKeyRange.bound([person], [person, []]));
    request.onsuccess = () => answer(request.result.sort(byPlace));
  }, []);
}

function byPlace(one, other) {
  return one.title.localeCompare(other.title) || one.label.localeCompare(other.label, undefined, {numeric: true});
}

export async function dropAll(person) {
  await Promise.all(writing.values());
  return within("readwrite", (store) => {
    store.delete(IDBKeyRange.bound([person], [person, []]));
  });
}
