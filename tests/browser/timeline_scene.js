/*
 * For tests: the boxes of everything in the scene of a made-up timeline, and which of them overlap. The body of a
 * function with `argument`, `seeded` and `use` at hand.
 */
const random = seeded(argument.seed);
const pick = (list) => list[Math.floor(random() * list.length)];
const title = () => Array.from({length: 2 + Math.floor(random() * 7)}, () => pick(["war", "settlement", "of", "commerce"])).join(" ");

// Days, spans, and ends that are open or unknown.
const events = Array.from({length: argument.count}, (_, index) => {
  const first = Math.floor(random() * argument.days);
  const last = first + (random() < 0.5 ? 0 : Math.floor(random() * argument.days / 10));
  const kind = random();
  const [isBegun, isEnded] = [kind >= 0.03, kind <= 0.97];
  return {
    index, title: title(), isContext: random() < 0.2, isCurrent: random() < 0.1, isChosen: index === 7, isHit: random() < 0.1,
    first: isBegun ? first : null, start: isBegun ? "" : pick(["open", "unknown"]),
    last: isEnded ? last : null, end: isEnded ? "" : pick(["open", "unknown"]),
    paragraphs: Array.from({length: Math.floor(random() * 3)}, () => "s1-1"),
  };
});

const {Scale} = await use("scale");
const scenes = await use("scenes");
const scale = new Scale(events);
scale.fit(argument.room);
scale.zoomTo(scale.least * argument.zoom);
const label = {
  line: 18, width: (text) => text.length * 7, lines: (text, width) => Math.ceil(text.length * 7 / width),
};
const isDown = argument.direction === "down";
const make = isDown ? scenes.sceneDown : scenes.sceneRight;
const scene = make(events, scale, {rem: 16, breadth: argument.breadth, label, dateLine: 17, tick: 50});

const boxes = [];
const add = (what, number, along, across) => boxes.push({what: `${what} ${number}`, number, along, across});
const around = (middle, half) => [middle - half, middle + half];
const half = scene.markSize / 2;
for (const item of scene.items) {
  const {index} = item.event;
  if (item.lane >= 0) add("mark", index, around(item.at, half), around(scene.laneAt(item.lane), half));
  if (item.lane >= 0 && item.isBar) add("bar", index, [item.from, item.to], around(scene.barAt(item.lane), 3));
  if (!item.label) continue;
  const begin = scene.labelAt(item);
  const {along, size} = item.label;
  add("label", index, [along, along + size], [begin, begin + scene.labelThick(item)]);
}
for (const pile of scene.piles) {
  add("pile", -pile.number - 1, around(pile.at, isDown ? 9 : 12), around(scene.pileAt, isDown ? 12 : 9));
}

const meet = (a, b) => a[0] < b[1] - 0.001 && b[0] < a[1] - 0.001;
const overlaps = boxes.flatMap((a, i) => boxes.slice(i + 1)
  .filter((b) => a.number !== b.number && meet(a.along, b.along) && meet(a.across, b.across))
  .map((b) => [a.what, b.what]));
const piled = scene.piles.reduce((sum, {items}) => sum + items.length, 0);
return {
  overlaps,
  drawn: scene.items.filter(({lane}) => lane >= 0).length + piled,
  labels: scene.items.filter((item) => item.label).length,
  piles: scene.piles.map(({items}) => items.length),
  isChosenNamed: scene.items[7].label !== null,
  beyond: boxes.filter(({across}) => across[0] < -0.001 || across[1] > argument.breadth).map(({what}) => what),
};
