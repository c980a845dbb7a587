/**
 * A crossbar of memristive synapses: conductances in linear memory, and what is needed to read and write them.
 *
 *   W = gain · (Σ_k G⁺_k - Σ_k G⁻_k), conductances normalised to [Gmin, Gmax] = [0, 1]
 *
 * The cached W is what an ideal read uses; every write keeps it true. Ideal weights are a crossbar without devices.
 */
import { lawOf } from '../device/laws/all-laws.ts';
import { isIdeal } from '../device/laws/ideal.ts';
import type { Arena } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import { MemspikeError } from '../errors.ts';
import { type KindOptions, kindOf, resolveKind } from '../schema/kind.ts';
import type { CrossbarArray } from './array.ts';
import { cells } from './cells/all-cells.ts';
import { gainOf, movesOneEitherWay } from './cells/cell.ts';
import { centreOf } from './centre.ts';
import { describe, tableShape } from './describe.ts';
import { drawOwnParameters, drawWeights, spreadConductances } from './initialise.ts';
import { type CrossbarLayout, reserveCrossbar } from './layout.ts';
import type { CrossbarOptions } from './options.ts';
import { stages } from './periphery/all-stages.ts';
import { idealPeriphery } from './periphery/ideal.ts';
import type { Periphery, PeripheryStage } from './periphery/periphery.ts';
import { pulsesOf } from './pulses/all-pulses.ts';
import type { PulseScheme, PulseWriter } from './pulses/scheme.ts';
import type { ReadableArray } from './read.ts';

export interface Crossbar extends ReadableArray {
  readonly writer: PulseWriter;
}

/** Where a crossbar lies, with the kinds that it is made of and their memory. */
export interface CrossbarPlan extends CrossbarLayout {
  readonly crossbar: CrossbarOptions;
  readonly pulses: {
    readonly scheme: PulseScheme;
    readonly options: KindOptions;
    readonly memory: unknown;
  };
  /** From the array outwards. */
  readonly stages: readonly {
    readonly stage: PeripheryStage;
    readonly options: KindOptions;
    readonly memory: unknown;
  }[];
}

const STAGE = { what: 'a stage of a periphery', where: 'periphery' };

/** Reserves the memory of a crossbar; `buildCrossbar` fills it once the engine exists. */
export function layoutCrossbar(arena: Arena, crossbar: CrossbarOptions): CrossbarPlan {
  const { rows, columns, device, m, noise } = crossbar;
  const ideal = isIdeal(device.law);
  const { scheme, options } = pulsesOf(crossbar.pulses);
  if (!ideal) requireCell(crossbar, scheme);
  const at = reserveCrossbar(arena, {
    rows,
    columns,
    m: ideal ? 0 : m,
    varied: !ideal && (noise.d2d || device.stuck.fraction > 0),
    ...tableShape(crossbar),
  });
  return {
    ...at,
    crossbar,
    pulses: {
      scheme,
      options,
      memory: ideal ? undefined : scheme.layout?.(arena, { at, crossbar }, options),
    },
    stages: (crossbar.periphery ?? []).map((given) => {
      const own = resolveKind(stages, given, STAGE);
      const stage = kindOf(stages, own, STAGE);
      return { stage, options: own, memory: stage.layout?.(arena, { at, crossbar }, own) };
    }),
  };
}

export function buildCrossbar(engine: Engine, plan: CrossbarPlan): Crossbar {
  const array = arrayOf(engine, plan);
  if (!array.ideal) {
    describe(array);
    if (plan.ownParameters > 0) drawOwnParameters(array);
  }
  const readable = Object.assign(array, { periphery: peripheryOf(array, plan) });
  const { scheme, options, memory } = plan.pulses;
  const writer = array.ideal ? NO_PULSES : scheme.build(readable, options, memory);
  drawWeights(array);
  if (!array.ideal) spreadConductances(readable);
  return Object.assign(readable, { writer });
}

/** Ideal weights take every change as it is. */
const NO_PULSES: PulseWriter = { prepare: () => 0, plan: () => 0 };

function arrayOf(engine: Engine, plan: CrossbarPlan): CrossbarArray {
  const { crossbar: options } = plan;
  const { device, gains, m, scheme, weightScale } = options;
  const cell = cells[scheme];
  const gain = gainOf(cell, weightScale, m);
  const shared = { options, at: plan, engine, cell, gain, updateReads: 0 };
  if (isIdeal(device.law)) return { ...shared, ideal: true, ltpPulses: 1, ltdPulses: 1, nominalPulses: 1 };
  const law = lawOf(device.law);
  const step = law.step(centreOf(options));
  const nominal = law.planned(device.levels);
  const [ltp, ltd] =
    gains === 'matched' && step.up > 0 && step.down > 0
      ? [1 / step.up, 1 / step.down]
      : [nominal.ltp, nominal.ltd];
  const perPulse = gain * cell.devicesPerPulse;
  return {
    ...shared,
    ideal: false,
    ltpPulses: ltp / perPulse,
    ltdPulses: ltd / perPulse,
    nominalPulses: device.levels / perPulse,
  };
}

function peripheryOf(array: CrossbarArray, plan: CrossbarPlan): Periphery {
  let periphery = idealPeriphery(array);
  for (const { stage, options, memory } of plan.stages)
    periphery = stage.build({ array, inner: periphery, options, memory });
  return periphery;
}

/** Whether the currents of some lines and of the others add up, whatever stands between them and the neurons. */
export const superposes = ({ stages: all }: CrossbarPlan): boolean =>
  all.every(({ stage }) => stage.superposes);

/** Whether a current that is held need be read once only. */
export const repeats = ({ stages: all }: CrossbarPlan): boolean => all.every(({ stage }) => stage.repeats);

function requireCell({ scheme }: CrossbarOptions, { kind, programs }: PulseScheme): void {
  if (!programs || movesOneEitherWay(cells[scheme])) return;
  throw new MemspikeError('CONFIG', `"${kind}" pulses write one device of a cell, up or down`, {
    where: 'scheme',
    received: scheme,
    accepted: Object.values(cells)
      .filter(movesOneEitherWay)
      .map((cell) => cell.kind),
  });
}
