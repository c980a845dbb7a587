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

/** Ranges by the path of the setting, in the order in which they are drawn. */
export type Tunable = Readonly<Record<string, Range>>;

const log = (low: number, high: number, most?: number): LogRange => ({
  kind: 'log',
  low,
  high,
  ...(most !== undefined && { most }),
});

const choice = (near: Choice['near'], ...values: readonly number[]): Choice => ({
  kind: 'choice',
  values,
  near,
});

/** What every policy has. */
export const plainTunable: Tunable = {
  'learning.rate': log(0.005, 0.06),
  'output.learning.rate': log(1e-4, 3e-3),
  'cell.weightScale': choice('factor', 0.5, 1, 2, 3),
  'output.cell.weightScale': choice('factor', 0.5, 1, 2),
  'learning.balance': choice('offset', 0, 0.1, 0.25, 0.4),
};

/** Of cells of several devices a polarity: twice those of one. */
export const wideScales: Tunable = {
  'cell.weightScale': choice('factor', 1, 2, 4, 6),
  'output.cell.weightScale': choice('factor', 1, 2, 4),
};

/** Of policies that stop learning on samples that are right. */
export const stopLevels: Tunable = { 'gates.stop-learning.above': choice('stays', 0.8, 0.9, 0.95, 0.98) };

/** Of policies whose quiet lines take no part. */
export const lineLevels: Tunable = { 'gates.line-threshold.rate': choice('stays', 0, 0.01, 0.02, 0.05) };

/** Of policies whose neurons are updated by events. */
export const eventShares: Tunable = { 'gates.event-servo.target': log(0.05, 0.6, 0.9) };

/** Of policies that send few events, of one pulse each. */
export const fewEvents: Tunable = { 'gates.event-servo.target': log(0.003, 0.2, 0.9) };

/** Of policies with fixed thresholds on the modulators, which are sums over a presentation. */
export const deadZones: Tunable = {
  'gates.dead-zone.threshold': log(0.05, 5),
  'output.gates.dead-zone.threshold': log(0.1, 20),
};

/** Of policies whose learning rates fall. */
export const decayLevels: Tunable = { 'learning.decay': choice('stays', 0.03, 0.1, 0.3) };

/** Of policies with a fast array that is read: its own rate is high, little of it is passed on at a time. */
export const transferLevels: Tunable = {
  'learning.rate': log(0.02, 0.6),
  'output.learning.rate': log(5e-4, 2e-2),
  'organisation.rate': log(0.001, 0.1),
  'output.organisation.rate': log(0.001, 0.1),
};
