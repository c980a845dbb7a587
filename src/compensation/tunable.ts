/** What of a policy's settings tuning may change, and between which values. Plain data: a policy declares it. */

export interface LogRange {
  readonly kind: 'log';
  readonly low: number;
  readonly high: number;
  /** A neighbour of a good value may lie outside of the range, but not above this. */
  readonly most?: number;
}

export interface Choice {
  readonly kind: 'choice';
  readonly values: readonly number[];
  /** How a neighbour of a good value is found: by a factor of up to 1.6, by up to ±0.1 (not below 0), or not at all. */
  readonly near: 'factor' | 'offset' | 'stays';
}

export type Range = LogRange | Choice;

/** In the order in which they are drawn. */
export interface Tunable {
  readonly rate: readonly [hidden: Range, output: Range];
  readonly weightScale: readonly [hidden: Range, output: Range];
  readonly balance: Range;
  readonly stop?: Range;
  readonly transferRate?: readonly [hidden: Range, output: Range];
  readonly deadZone?: readonly [hidden: Range, output: Range];
  readonly decay?: Range;
  readonly eventRate?: Range;
  readonly lineThreshold?: Range;
}

const choice = (near: Choice['near'], ...values: readonly number[]): Choice => ({
  kind: 'choice',
  values,
  near,
});

/** What every policy has. */
export const plainTunable: Tunable = {
  rate: [
    { kind: 'log', low: 0.005, high: 0.06 },
    { kind: 'log', low: 1e-4, high: 3e-3 },
  ],
  weightScale: [choice('factor', 0.5, 1, 2, 3), choice('factor', 0.5, 1, 2)],
  balance: choice('offset', 0, 0.1, 0.25, 0.4),
};

/** Of cells of several devices a polarity: twice those of one. */
export const wideScales: Tunable['weightScale'] = [choice('factor', 1, 2, 4, 6), choice('factor', 1, 2, 4)];

/** Of policies that stop learning on samples that are right. */
export const stopLevels: Range = choice('stays', 0.8, 0.9, 0.95, 0.98);

/** Of policies whose quiet lines take no part. */
export const lineLevels: Range = choice('stays', 0, 0.01, 0.02, 0.05);

/** Of policies whose neurons are updated by events. */
export const eventLevels: Pick<Tunable, 'eventRate' | 'lineThreshold'> = {
  eventRate: { kind: 'log', low: 0.05, high: 0.6, most: 0.9 },
  lineThreshold: lineLevels,
};

/** Of policies with fixed thresholds on the modulators, which are sums over a presentation. */
export const deadZones: NonNullable<Tunable['deadZone']> = [
  { kind: 'log', low: 0.05, high: 5 },
  { kind: 'log', low: 0.1, high: 20 },
];

/** Of policies whose learning rates fall. */
export const decayLevels: Range = choice('stays', 0.03, 0.1, 0.3);

/** Of policies with a fast array that is read: its own rate is high, little of it is passed on at a time. */
export const transferLevels: Pick<Tunable, 'rate' | 'transferRate'> = {
  rate: [
    { kind: 'log', low: 0.02, high: 0.6 },
    { kind: 'log', low: 5e-4, high: 2e-2 },
  ],
  transferRate: [
    { kind: 'log', low: 0.001, high: 0.1 },
    { kind: 'log', low: 0.001, high: 0.1 },
  ],
};
