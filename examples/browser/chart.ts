/** The accuracy curve: a line for the training samples of the moment, a dot for each test. */
const LEFT = 48;
const BOTTOM = 24;
const TOP = 12;
const RIGHT = 8;
/** Pixels that the label of an epoch takes. */
const LABEL = 70;

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
  // One unit is one pixel, so that letters have their size on every screen.
  const { clientWidth: width, clientHeight: height } = svg;
  const x = (samples: number) => LEFT + (samples / total) * (width - LEFT - RIGHT);
  const y = (accuracy: number) => TOP + (1 - accuracy) * (height - TOP - BOTTOM);
  const levels = [0, 0.25, 0.5, 0.75, 1].map(
    (level) =>
      `<path class="grid" d="M${LEFT} ${y(level)}H${width - RIGHT}"/>` +
      `<text x="${LEFT - 6}" y="${y(level) + 4}" text-anchor="end">${level * 100} %</text>`,
  );
  const ends = Array.from({ length: epochs }, (_, i) => (total * (i + 1)) / epochs);
  const every = Math.ceil((epochs * LABEL) / (width - LEFT - RIGHT));
  const marks = ends.map((samples, i) =>
    (i + 1) % every === 0
      ? `<path class="grid" d="M${x(samples)} ${TOP}V${height - BOTTOM}"/>` +
        `<text x="${x(samples)}" y="${height - 6}" text-anchor="end">epoch ${i + 1}</text>`
      : '',
  );
  const line = points.map(([samples, accuracy]) => `${x(samples).toFixed(1)},${y(accuracy).toFixed(1)}`);
  const dots = tested.map(
    (accuracy, i) =>
      `<circle class="tested" cx="${x(ends[i])}" cy="${y(accuracy)}" r="5">` +
      `<title>${(100 * accuracy).toFixed(1)} % of the test digits</title></circle>`,
  );
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.innerHTML = [
    ...levels,
    ...marks,
    `<polyline class="training" points="${line.join(' ')}"/>`,
    ...dots,
  ].join('');
}
