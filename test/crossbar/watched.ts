/** A stage of a periphery that keeps a list of all reads, and may put an error on what is read. */
import type { Periphery, PeripheryStage } from '../../src/crossbar/periphery/periphery.ts';
import type { ReadAddress } from '../../src/crossbar/periphery/read-address.ts';
import { kindSchema } from '../../src/schema/kind.ts';

export interface Watched {
  readonly stage: PeripheryStage;
  /** Address of every read, that of the array and of its plane included. */
  readonly seen: string[];
  /** How many reads had this purpose; of devices of lines, the columns that were asked for. */
  count(purpose: (one: number) => boolean): number;
}

export interface WatchOptions {
  /** Of the conductance of a device, of the array with this number; a column's current is off by as much. */
  readonly error?: (address: ReadAddress, array: number) => number;
  readonly superposes?: boolean;
  readonly repeats?: boolean;
}

export function watched({ error = () => 0, superposes = false, repeats = true }: WatchOptions = {}): Watched {
  const seen: string[] = [];
  const reads = new Map<number, number>();
  const stage: PeripheryStage = {
    kind: 'watched',
    summary: 'keeps a list of reads',
    source: 'this test',
    schema: kindSchema('watched', {}),
    superposes,
    repeats,
    build: ({ array: { at, engine, gain, options }, inner }): Periphery => {
      function watch({ purpose, time, term, place }: ReadAddress, what: string, columns: number): void {
        seen.push([options.layer, purpose, time, term, place, what].join());
        reads.set(purpose, (reads.get(purpose) ?? 0) + columns);
      }
      function addTo(pointer: number, columns: number, size: number): void {
        const to = engine.f32(pointer, columns);
        for (let i = 0; i < columns; i++) to[i] += size;
      }
      return {
        ideal: false,
        events(to, active, count, address) {
          watch(address, 'events', 1);
          inner.events(to, active, count, address);
          addTo(to, at.columns, error(address, options.layer));
        },
        graded(to, lines, x, count, address) {
          watch(address, 'graded', 1);
          inner.graded(to, lines, x, count, address);
          addTo(to, at.columns, error(address, options.layer));
        },
        part(to, column, width, active, count, address) {
          watch(address, `part ${column} ${active}`, 1);
          inner.part(to, column, width, active, count, address);
        },
        weights(row, into, address) {
          watch(address, 'weights', at.columns);
          const from = engine.f32(inner.weights(row, into, address), at.stride);
          engine.f32(into, at.stride).set(from);
          addTo(into, at.columns, gain * error(address, options.layer));
          return into;
        },
        devices(into, plane, row, columns, address) {
          watch(address, `plane ${plane}`, columns.count);
          inner.devices(into, plane, row, columns, address);
          const { list, count } = columns;
          const to = engine.f32(into, at.stride);
          const listed = list === 0 ? Array.from({ length: count }, (_, i) => i) : engine.u32(list, count);
          for (const i of listed) to[i] += error(address, options.layer);
        },
      };
    },
  };
  return {
    stage,
    seen,
    count: (purpose) => [...reads].reduce((sum, [one, columns]) => sum + (purpose(one) ? columns : 0), 0),
  };
}
