/** Measured ramps, the curve laid through them, and what it leaves. */
import * as Plot from '@observablehq/plot';
import { counted, decimal } from '../text/words.ts';
import { grid, type Panel, type Picture, panelWidth } from './plot.ts';
import { FAINT, INK, stroke } from './theme.ts';

export interface FittedRamp {
  readonly direction: 'ltp' | 'ltd';
  /** Before the first pulse and after each. */
  readonly values: ArrayLike<number>;
  /** Pulses before each reading; absent where they go on by one. */
  readonly pulses?: ArrayLike<number>;
}

export interface FitPicture {
  readonly name: string;
  /** Such as "ν 2.00 LTP, 4.99 LTD". */
  readonly law: string;
  readonly ramps: readonly FittedRamp[];
  readonly curve: (direction: 'ltp' | 'ltd', pulse: number) => number;
  /** Of the fitted rails, in the unit of the values. */
  readonly low: number;
  readonly high: number;
  /** Whether values are siemens. */
  readonly isSiemens: boolean;
}

/** Points shown in a panel; more are thinned out. */
const SHOWN = 1500;
const PREFIXES = [
  [1, 'S'],
  [1e-3, 'mS'],
  [1e-6, 'µS'],
  [1e-9, 'nS'],
  [1e-12, 'pS'],
] as const;

export function fitPicture(fit: FitPicture): Picture {
  const { name, law, ramps, isSiemens, high } = fit;
  const [scale, unit] = isSiemens
    ? (PREFIXES.find(([size]) => Math.abs(high) >= size) ?? PREFIXES[PREFIXES.length - 1])
    : [1, ''];
  // Both directions on the same scale, so that the eye may compare them.
  const axes = { scale, unit, y: domainOf(fit, scale) };
  const panels = (['ltp', 'ltd'] as const).map((direction) => curvePanel(fit, direction, axes));
  const most = Math.max(...(['ltp', 'ltd'] as const).map((direction) => mostRest(fit, direction)));
  const rests = (['ltp', 'ltd'] as const).map((direction) => residualPanel(fit, direction, most));
  return {
    title: `${name}: measured and fitted`,
    subtitle: `${counted(ramps.length, 'ramp')}; dots are measured, the black line is the fitted law: ${law}. Below: what the law leaves, in % of its range.`,
    legend: [
      { label: 'LTP measured', colour: stroke(0).colour, dash: undefined },
      { label: 'LTD measured', colour: stroke(1).colour, dash: undefined },
      { label: 'fitted law', colour: INK, dash: undefined },
    ],
    panels: [...panels, ...rests],
    columns: 2,
  };
}

interface Shown {
  readonly pulse: number;
  readonly value: number;
}

function shownPoints({ ramps }: FitPicture, direction: 'ltp' | 'ltd'): Shown[] {
  const own = ramps.filter((ramp) => ramp.direction === direction);
  const total = own.reduce((sum, { values }) => sum + values.length, 0);
  const every = Math.ceil(total / SHOWN);
  return own.flatMap(({ values, pulses }, ramp) => {
    const points: Shown[] = [];
    for (let i = ramp % every; i < values.length; i += every)
      points.push({ pulse: pulses === undefined ? i : pulses[i], value: values[i] });
    return points;
  });
}

const AXES = { width: panelWidth(2), marginTop: 24, marginLeft: 56, marginBottom: 40, marginRight: 14 };
const X = { label: 'pulse number', labelAnchor: 'center', labelArrow: 'none', ticks: 5 } as const;

function colourOf(direction: 'ltp' | 'ltd'): string {
  return stroke(direction === 'ltp' ? 0 : 1).colour;
}

interface CurveAxes {
  readonly scale: number;
  readonly unit: string;
  readonly y: readonly [number, number];
}

/** From the lowest to the highest of what is shown, measured or fitted. */
function domainOf(fit: FitPicture, scale: number): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (value: number) => {
    if (!Number.isFinite(value)) return;
    low = Math.min(low, value / scale);
    high = Math.max(high, value / scale);
  };
  for (const direction of ['ltp', 'ltd'] as const) {
    const points = shownPoints(fit, direction);
    const last = points.reduce((most, { pulse }) => Math.max(most, pulse), 1);
    for (const { value } of points) take(value);
    for (let i = 0; i <= 20; i++) take(fit.curve(direction, (i / 20) * last));
  }
  return [low, high];
}

function mostRest(fit: FitPicture, direction: 'ltp' | 'ltd'): number {
  return shownPoints(fit, direction).reduce(
    (most, { pulse, value }) =>
      Math.max(most, Math.abs((100 * (value - fit.curve(direction, pulse))) / (fit.high - fit.low))),
    0,
  );
}

function curvePanel(fit: FitPicture, direction: 'ltp' | 'ltd', { scale, unit, y }: CurveAxes): Panel {
  const points = shownPoints(fit, direction).map(({ pulse, value }) => ({ pulse, value: value / scale }));
  const last = points.reduce((most, { pulse }) => Math.max(most, pulse), 1);
  const line = Array.from({ length: 201 }, (_, i) => {
    const pulse = (i / 200) * last;
    return { pulse, value: fit.curve(direction, pulse) / scale };
  });
  return {
    title: direction === 'ltp' ? 'LTP' : 'LTD',
    options: {
      ...AXES,
      height: 250,
      x: { ...X, domain: [0, last] },
      y: {
        label: unit === '' ? 'value as measured' : `conductance (${unit})`,
        labelArrow: 'none',
        ticks: 5,
        nice: true,
        domain: y,
      },
      marks: [
        grid('y'),
        Plot.dot(points, { x: 'pulse', y: 'value', fill: colourOf(direction), r: 1.6, fillOpacity: 0.45 }),
        Plot.lineY(line, { x: 'pulse', y: 'value', stroke: INK, strokeWidth: 2 }),
      ],
    },
  };
}

function residualPanel(fit: FitPicture, direction: 'ltp' | 'ltd', most: number): Panel {
  const range = fit.high - fit.low;
  const points = shownPoints(fit, direction).map(({ pulse, value }) => ({
    pulse,
    rest: (100 * (value - fit.curve(direction, pulse))) / range,
  }));
  const last = points.reduce((most, { pulse }) => Math.max(most, pulse), 1);
  const root = Math.sqrt(points.reduce((sum, { rest }) => sum + rest * rest, 0) / Math.max(points.length, 1));
  return {
    title: `Residuals: ${decimal(root, 1)} % root mean square`,
    options: {
      ...AXES,
      height: 170,
      x: { ...X, domain: [0, last] },
      y: {
        ...{ label: '% of the range', labelArrow: 'none', ticks: 5, nice: true },
        ...(most > 0 ? { domain: [-most, most] } : {}),
      },
      marks: [
        grid('y'),
        Plot.ruleY([0], { stroke: FAINT }),
        Plot.dot(points, { x: 'pulse', y: 'rest', fill: colourOf(direction), r: 1.6, fillOpacity: 0.45 }),
      ],
    },
  };
}
