/**
 * The synapses of a layer: the crossbars whose currents add up to what its neurons get, and the way of an update from
 * an outer product to their devices.
 */
import { buildCrossbar, type Crossbar, type CrossbarOptions, layoutCrossbar } from '../crossbar/crossbar.ts';
import type { CrossbarLayout } from '../crossbar/layout.ts';
import { writeOuterProduct } from '../crossbar/write.ts';
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
  readonly organisation: Organisation;
  /** Weight change of the read array per unit of weight of the fast one, at one transfer. */
  readonly transferRate: number;
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
  const { crossbar } = options;
  const organisation = organisationOf(options);
  const parts = partsOf(crossbar, organisation).map((part) => ({
    options: part,
    at: layoutCrossbar(arena, part),
  }));
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
          rate: options.transferRate,
        }),
      };
    case 'carry':
      return { ...synapses, ...buildCarry(crossbars, organisation) };
  }
}

/** Ideal weights have no devices to spare: they take every update as it is. */
function organisationOf({ crossbar, organisation }: SynapsesOptions): Organisation {
  return crossbar.device.law.kind === 'ideal' ? { kind: 'plain' } : organisation;
}

function partsOf(crossbar: CrossbarOptions, organisation: Organisation): CrossbarOptions[] {
  if (organisation.kind === 'transfer') return [crossbar, fastArray(crossbar)];
  return organisation.kind === 'carry' ? carryCores(crossbar, organisation) : [crossbar];
}
