/* The layout with its geometry: where across the axis everything stands, for either direction. */
import {DOWN, RIGHT} from "./direction.js";
import {downwards, labelColumn, rightwards} from "./layout.js";

const GAP = 2;

/* `sizes`: rem in pixels, breadth across, label (TextMeasure), dateLine, tick (width of the widest word on the axis). */
export function sceneDown(events, scale, sizes) {
  const {rem, breadth, label, dateLine, tick} = sizes;
  const [mark, lane, axis] = [0.95 * rem, 1.02 * rem, tick + 0.6 * rem];
  const most = Math.min(7, Math.max(4, Math.floor(breadth * 0.2 / lane)));
  const metrics = {mark, gap: GAP, lanes: most, label, dateLine};
  const layout = downwards(events, scale, metrics);
  const laneAt = (number) => axis + number * lane;
  const pileAt = laneAt(layout.lanes - 1) + 0.25 * rem; // wider than a mark
  const right = layout.piles.length ? pileAt + 0.75 * rem : laneAt(layout.lanes - 1) + mark / 2;
  const labelLeft = right + 0.75 * rem;
  const labelWidth = Math.max(4 * rem, breadth - labelLeft - 0.35 * rem);
  labelColumn(layout, scale, {...metrics, gap: 0.45 * rem, labelWidth});
  return {
    ...layout, direction: DOWN, markSize: mark, breadth, apart: 3.4 * rem, axisAt: axis, laneAt, barAt: laneAt,
    pileAt,
    labelAt: () => labelLeft, labelThick: () => labelWidth,
    tickAt: 0, hereAt: 0,
    strokeAt: (isNamed) => [axis - (isNamed ? 0.45 : 0.25) * rem, axis],
    leadAt: (item, from) => {
      const [at, to] = [item.at - from, item.label.along - from + label.line / 2].map((pixel) => pixel.toFixed(1));
      const begin = item.pile ? right : laneAt(item.lane) + mark / 2 + 2;
      return `M${begin.toFixed(1)} ${at}H${right.toFixed(1)}L${(labelLeft - 3).toFixed(1)} ${to}`;
    },
  };
}

export function sceneRight(events, scale, sizes) {
  const {rem, breadth, label} = sizes;
  const [mark, row, axis] = [rem, 2.15 * rem, 2 * rem];
  const rows = Math.max(2, Math.floor((breadth - axis - 0.4 * rem) / row));
  const metrics = {mark, gap: 0.3 * rem, lanes: rows, label, mostLabel: 26 * rem};
  const layout = rightwards(events, scale, metrics);
  const laneAt = (number) => axis + (number + 0.5) * row;
  return {
    ...layout, direction: RIGHT, markSize: mark, breadth, apart: 6 * rem, axisAt: axis, laneAt,
    barAt: (number) => laneAt(number) + 0.82 * rem,
    pileAt: laneAt(rows - 1),
    labelAt: (item) => laneAt(item.lane) - label.line / 2, labelThick: () => label.line,
    tickAt: 0, hereAt: axis,
    strokeAt: (isNamed) => (isNamed ? [axis - 0.4 * rem, breadth] : [axis - 0.25 * rem, axis]),
    leadAt: null,
  };
}
