/** Parameters of each device's own, where devices differ: [6][2m][rows][stride], drawn once. */
import {
  OWN_HIGH,
  OWN_LOW,
  OWN_LTD_OFFSET,
  OWN_LTD_SCALE,
  OWN_LTP_OFFSET,
  OWN_LTP_SCALE,
} from '../engine/array-records.ts';
import type { Engine } from '../engine/engine.ts';
import type { CrossbarLayout } from './layout.ts';

/** Those of one plane of devices, each f32 [rows · stride]. */
export function ownParameters(engine: Engine, at: CrossbarLayout, plane: number) {
  const count = at.rows * at.stride;
  const group = 2 * at.m * count * 4;
  const view = (which: number) => engine.f32(at.ownParameters + which * group + plane * count * 4, count);
  return {
    ltpScale: view(OWN_LTP_SCALE),
    ltpOffset: view(OWN_LTP_OFFSET),
    ltdScale: view(OWN_LTD_SCALE),
    ltdOffset: view(OWN_LTD_OFFSET),
    low: view(OWN_LOW),
    high: view(OWN_HIGH),
  };
}

/** The rails of each device of a plane; nothing where all are 0 and 1. */
export function railsOf(engine: Engine, at: CrossbarLayout, plane: number): [Float32Array?, Float32Array?] {
  if (at.ownParameters === 0) return [];
  const { low, high } = ownParameters(engine, at, plane);
  return [low, high];
}
