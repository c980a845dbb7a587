/**
 * Compensation policies: how wanted updates are brought to devices whose steps are nonlinear and asymmetric. A policy
 * is plain data: the cell, the pulses and the gates it uses, what it costs, and which of its settings may be tuned.
 */

import * as v from 'valibot';
import type { Scheme } from '../crossbar/cells/all-cells.ts';
import type { Centre } from '../crossbar/centre.ts';
import type { PulseOptions } from '../crossbar/pulses/all-pulses.ts';
import { type OrganisationInput, organisationSchema } from '../synapses/all-organisations.ts';
import { plainTunable, type Tunable } from './tunable.ts';

export interface PolicySettings {
  readonly scheme: Scheme;
  /** Devices per polarity, ≥ 1. */
  readonly m: number;
  /** Largest |W| of a cell, hidden layers and output layer. */
  readonly weightScale: readonly [hidden: number, output: number];
  /** Where cells start, and where the reference of a single device lies. */
  readonly centre: Centre;
  /** Pulse counts corrected by the slope of each branch at the centre, or not. */
  readonly gains: 'equal' | 'matched';
  readonly pulses: PulseOptions;
  /** Of the output layer, where they differ. */
  readonly outputPulses?: PulseOptions;
  /** What stands between a wanted update and the devices: nothing, a buffer, a second array, several cells. */
  readonly organisation: OrganisationInput;
  /** Of a transfer: weight change per unit of weight read, hidden layers and output layer. */
  readonly transferRate: readonly [hidden: number, output: number];
  /** Stop-learning: no update where the readout gives the label a probability above this; 1: never. */
  readonly stop: number;
  /** Error trigger: class errors below this in magnitude count as 0. */
  readonly errorThreshold: number;
  /** Dead zone: summed modulators below this in magnitude count as 0, hidden layers and output layer; 0: none do. */
  readonly deadZone: readonly [hidden: number, output: number];
  /** Event servo: the share of neurons whose modulator may pass, held by an adaptive threshold; 1: all pass. */
  readonly eventRate: number;
  /** Lines at or below this mean rate per step take no part. */
  readonly lineThreshold: number;
  /** One-sided pairs are refreshed after every so many presentations; 0: never. */
  readonly refreshEvery: number;
  /** Balance of LTP and LTD drive (learning rule), strength per unit of membrane; whichever tuning found better. */
  readonly balance: number;
  /** Factor by which the rates fall, exponentially, over the whole training. */
  readonly decay: number;
  /** Learning rates that go with all this, hidden layers and output layer. */
  readonly rate: readonly [hidden: number, output: number];
}

export interface Policy {
  /** Lower case with dashes: what a user types. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Citation. */
  readonly source: string;
  /** What a chip needs beyond the array and its drivers. */
  readonly hardware: string;
  /** Whether no device is read for the sake of an update. */
  readonly readFree: boolean;
  readonly settings: PolicySettings;
  /** What tuning found better for devices without cycle-to-cycle noise, where it did. */
  readonly quiet?: Partial<PolicySettings>;
  /** Which settings tuning may change, and within which ranges. */
  readonly tunable: Tunable;
}

/** Settings that do nothing: one device, stochastic rounding, no gate. Policies name what they change. */
export const plainSettings: PolicySettings = {
  scheme: 'single',
  m: 1,
  weightScale: [1, 1],
  centre: 'mid-range',
  gains: 'equal',
  pulses: { kind: 'stochastic' },
  organisation: { kind: 'plain' },
  transferRate: [1, 1],
  stop: 1,
  errorThreshold: 0,
  deadZone: [0, 0],
  eventRate: 1,
  lineThreshold: 0,
  refreshEvery: 0,
  balance: 0,
  decay: 1,
  rate: [0.02, 0.0005],
};

/** The settings of a policy for a device: without cycle-to-cycle noise larger steps pay. */
export function settingsFor({ settings, quiet }: Policy, noisy: boolean): PolicySettings {
  return noisy ? settings : { ...settings, ...quiet };
}

export function definePolicy(
  policy: Omit<Policy, 'settings' | 'tunable'> & {
    readonly settings: Partial<PolicySettings>;
    /** Beside, or instead of, what every policy has. */
    readonly tunable?: Partial<Tunable>;
  },
): Policy {
  const settings = { ...plainSettings, ...policy.settings };
  return {
    ...policy,
    settings: { ...settings, organisation: v.parse(organisationSchema, settings.organisation) },
    tunable: { ...plainTunable, ...policy.tunable },
  };
}
