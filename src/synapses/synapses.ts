/**
 * The synapses of a layer: the crossbars whose currents add up to what its neurons get, and the way of an update from
 * an outer product to their devices.
 */
import {
  buildCrossbar,
  type Crossbar,
  type CrossbarPlan,
  layoutCrossbar,
  repeats,
  superposes,
} from '../crossbar/crossbar.ts';
import type { CrossbarLayout } from '../crossbar/layout.ts';
import type { CrossbarOptions } from '../crossbar/options.ts';
import type { Reads } from '../crossbar/periphery/periphery.ts';
import type { Device } from '../device/device.ts';
import { isIdeal } from '../device/laws/ideal.ts';
import type { Arena } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { KindInput, KindOptions } from '../schema/kind.ts';
import { organisationOf } from './all-organisations.ts';
import type { Organisation, RowsRefused } from './organisation.ts';
import { plain } from './plain.ts';
import type { Updates } from './updates.ts';

export interface SynapsesOptions {
  readonly crossbar: CrossbarOptions;
  /** One for each array of a cell, where they differ, in the order of the arrays. */
  readonly devices?: readonly Device[];
  /** An organisation of all-organisations.ts, or of the user. */
  readonly organisation: KindInput;
}

export interface SynapsesLayout {
  /** Its lines and factors take an outer product. */
  readonly main: CrossbarLayout;
  /** All crossbars, the main one first. */
  readonly parts: readonly CrossbarPlan[];
  readonly organisation: Organisation;
  readonly options: KindOptions;
  /** What the organisation has reserved. */
  readonly memory: unknown;
  /** Whether currents of some lines and of the others add up; they then may be read ahead, some lines at a time. */
  readonly superposes: boolean;
  /** Whether a current that is held, between writes, need be read once only. */
  readonly repeats: boolean;
}

export interface Synapses extends Updates {
  readonly crossbars: readonly Crossbar[];
  /** Those whose currents add up, in this order, to what the neurons get. */
  readonly read: readonly Crossbar[];
  /** How they are read. */
  readonly reads: readonly Reads[];
  /** What keeps one update from coming in many products, of a line each. */
  readonly rowsRefused?: RowsRefused;
}

export function layoutSynapses(
  arena: Arena,
  { crossbar, devices, organisation: given }: SynapsesOptions,
): SynapsesLayout {
  // Ideal weights have no devices to spare: they take every update as it is.
  const { organisation, options } = organisationOf(isIdeal(crossbar.device.law) ? plain : given);
  const parts = (organisation.parts?.(crossbar, options) ?? [crossbar]).map((part, k) =>
    layoutCrossbar(arena, { ...part, device: devices?.[k] ?? part.device }),
  );
  const [main] = parts;
  return {
    main,
    parts,
    organisation,
    options,
    memory: organisation.layout?.(arena, main, options),
    superposes: parts.every(superposes),
    repeats: parts.every(repeats),
  };
}

export function buildSynapses(engine: Engine, layout: SynapsesLayout): Synapses {
  const { organisation, options, memory } = layout;
  const crossbars = layout.parts.map((part) => buildCrossbar(engine, part));
  const read = organisation.readsAll ? crossbars : crossbars.slice(0, 1);
  const updates = organisation.build(crossbars, options, memory);
  return {
    crossbars,
    read,
    reads: read.map(({ periphery }) => periphery),
    write: (product) => updates.write(product),
    turn: (update) => updates.turn(update),
    rowsRefused: organisation.refusesRows?.(options),
  };
}
