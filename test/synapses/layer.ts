/** The synapses of one layer with an engine to themselves, driven by outer products. */
import type { CrossbarOptions } from '../../src/crossbar/options.ts';
import { linearDevice } from '../../src/device/device.ts';
import { createArena } from '../../src/engine/arena.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { KindInput } from '../../src/schema/kind.ts';
import { buildSynapses, layoutSynapses, type Synapses } from '../../src/synapses/synapses.ts';
import { plainCrossbar } from '../crossbar/array.ts';

/** Change of W by one pulse of the default device in the first crossbar. */
export const PULSE = 2 ** -15;

export interface Driven {
  readonly synapses: Synapses;
  /** Weights of crossbar `index`, [rows][columns] in one array. */
  weights(index: number): Float32Array;
  /** Wanted ΔW[j][i] = factor[j] · change[i] as update number `update`, and what follows every update. */
  update(factor: readonly number[], change: readonly number[], update: number): void;
}

export async function drive(options: Partial<CrossbarOptions>, organisation: KindInput): Promise<Driven> {
  const crossbar: CrossbarOptions = {
    ...plainCrossbar,
    rows: 6,
    columns: 9,
    // Steps of 2^-16 are exact in a float32: one pulse of a single device moves W by 2^-15.
    device: linearDevice({ levels: 2 ** 16 }),
    scheme: 'single',
    ...options,
  };
  const { columns, rows } = crossbar;
  const arena = createArena();
  const layout = layoutSynapses(arena, { crossbar, organisation });
  const { lines, factors, stride } = layout.main;
  const d = arena.reserve(stride * 4);
  const engine = await createEngine({ bytes: arena.size() });
  const synapses = buildSynapses(engine, layout);
  return {
    synapses,
    weights(index) {
      const { at } = synapses.crossbars[index];
      const out = new Float32Array(rows * columns);
      for (let row = 0; row < rows; row++)
        out.set(engine.f32(at.w + row * stride * 4, columns), row * columns);
      return out;
    },
    update(factor, change, number) {
      const active = factor.flatMap((value, row) => (value > 0 ? [row] : []));
      engine.u32(lines, active.length).set(active);
      engine.f32(factors, active.length).set(active.map((row) => factor[row]));
      // Half the change at twice the rate: both count.
      engine.f32(d, columns).set(change.map((value) => -value / 2));
      synapses.write({
        rowCount: active.length,
        d,
        rate: 2,
        update: number,
        largestFactor: Math.max(...factor),
        small: false,
      });
      synapses.turn(number);
    },
  };
}
