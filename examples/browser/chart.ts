/** The accuracy curve: a line for the training samples of the moment, a dot for each test. */
const WIDTH = 600;
const HEIGHT = 260;
const LEFT = 40;
const BOTTOM = 24;
const TOP = 12;
const RIGHT = 14;

export interface Curve {
  /** Training samples in all, the width of the chart. */
  readonly total: number;
  readonly epochs: number;
  /** Accuracy while training, by samples so far. */
  readonly points: readonly (readonly [samples: number, accuracy: number])[];
  /** After each finished epoch. */
  readonly tested: readonly number[];
}

export function drawCurve(svg: SVGSVGElement, { epochs, points, tested, total }: Curve): void {
  const x = (samples: number) => LEFT + (samples / total) * (WIDTH - LEFT - RIGHT);
  const y = (accuracy: number) => TOP + (1 - accuracy) * (HEIGHT - TOP - BOTTOM);
  const levels = [0, 0.25, 0.5, 0.75, 1].map(
    (level) =>
      `<path class="grid" d="M${LEFT} ${y(level)}H${WIDTH - RIGHT}"/>` +
      `<text x="${LEFT - 6}" y="${y(level) + 4}" text-anchor="end">${level * 100} %</text>`,
  );
  const ends = Array.from({ length: epochs }, (_, i) => (total * (i + 1)) / epochs);
  const every = Math.ceil(epochs / 10);
  const marks = ends.map((samples, i) =>
    (i + 1) % every === 0
      ? `<path class="grid" d="M${x(samples)} ${TOP}V${HEIGHT - BOTTOM}"/>` +
        `<text x="${x(samples)}" y="${HEIGHT - 6}" text-anchor="end">epoch ${i + 1}</text>`
      : '',
  );
  const line = points.map(([samples, accuracy]) => `${x(samples).toFixed(1)},${y(accuracy).toFixed(1)}`);
  const dots = tested.map(
    (accuracy, i) =>
      `<circle class="tested" cx="${x(ends[i])}" cy="${y(accuracy)}" r="5">` +
      `<title>${(100 * accuracy).toFixed(1)} % of the test digits</title></circle>`,
  );
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.innerHTML = [
    ...levels,
    ...marks,
    `<polyline class="training" points="${line.join(' ')}"/>`,
    ...dots,
  ].join('');
}
