/**
 * The synapses of a layer: the crossbars whose currents add up to what its neurons get, and the way of an update from
 * an outer product to their devices.
 */
import { buildCrossbar, type Crossbar, type CrossbarOptions, layoutCrossbar } from '../crossbar/crossbar.ts';
import type { CrossbarLayout } from '../crossbar/layout.ts';
import { writeOuterProduct } from '../crossbar/write.ts';
import type { Device } from '../device/device.ts';
import { isIdeal } from '../device/laws/ideal.ts';
import type { Arena } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import { type BufferMemory, buildBuffer, layoutBuffer } from './buffer.ts';
import { buildCarry, carryCores } from './carry.ts';
import type { Organisation } from './organisation.ts';
import { buildTransfer, fastArray, layoutTransfer, type TransferMemory } from './transfer.ts';
import type { Updates } from './updates.ts';

export interface SynapsesOptions {
  readonly crossbar: CrossbarOptions;
  /** One for each array of a cell, where they differ, in the order of the arrays. */
  readonly devices?: readonly Device[];
  readonly organisation: Organisation;
}

export interface SynapsesLayout {
  /** Its lines and factors take an outer product. */
  readonly main: CrossbarLayout;
  /** The options of all crossbars and where they lie, the main one first. */
  readonly parts: readonly { readonly options: CrossbarOptions; readonly at: CrossbarLayout }[];
  readonly buffer?: BufferMemory;
  readonly transfer?: TransferMemory;
}

export interface Synapses extends Updates {
  readonly crossbars: readonly Crossbar[];
  /** Weight matrices f32 [rows][stride] whose currents add up. */
  readonly weights: readonly Pointer[];
}

export function layoutSynapses(arena: Arena, options: SynapsesOptions): SynapsesLayout {
  const { crossbar, devices } = options;
  const organisation = organisationOf(options);
  const parts = partsOf(crossbar, organisation).map((part, k) => {
    const own = { ...part, device: devices?.[k] ?? part.device };
    return { options: own, at: layoutCrossbar(arena, own) };
  });
  const main = parts[0].at;
  return {
    main,
    parts,
    ...(organisation.kind === 'buffer' && { buffer: layoutBuffer(arena, main, organisation) }),
    ...(organisation.kind === 'transfer' && { transfer: layoutTransfer(arena, main) }),
  };
}

export function buildSynapses(engine: Engine, layout: SynapsesLayout, options: SynapsesOptions): Synapses {
  const organisation = organisationOf(options);
  const crossbars = layout.parts.map((part) => buildCrossbar(engine, part.at, part.options));
  const [main, ...others] = crossbars;
  const read = organisation.kind === 'carry' ? crossbars : [main];
  const synapses = { crossbars, weights: read.map(({ at }) => at.w) };
  switch (organisation.kind) {
    case 'plain':
      return { ...synapses, write: (product) => writeOuterProduct(main, product), turn() {} };
    case 'buffer':
      return { ...synapses, ...buildBuffer(main, layout.buffer as BufferMemory, organisation) };
    case 'transfer':
      return {
        ...synapses,
        ...buildTransfer({
          slow: main,
          fast: others[0],
          memory: layout.transfer as TransferMemory,
          organisation,
        }),
      };
    case 'carry':
      return { ...synapses, ...buildCarry(crossbars, organisation) };
  }
}

/** Ideal weights have no devices to spare: they take every update as it is. */
function organisationOf({ crossbar, organisation }: SynapsesOptions): Organisation {
  return isIdeal(crossbar.device.law) ? { kind: 'plain' } : organisation;
}

/** Arrays that cells of this organisation are made of: the one that is read, or the largest, is the first. */
export function arraysOf(organisation: Organisation): number {
  if (organisation.kind === 'transfer') return 2;
  return organisation.kind === 'carry' ? organisation.cores : 1;
}

function partsOf(crossbar: CrossbarOptions, organisation: Organisation): CrossbarOptions[] {
  if (organisation.kind === 'transfer') return [crossbar, fastArray(crossbar)];
  return organisation.kind === 'carry' ? carryCores(crossbar, organisation) : [crossbar];
}
