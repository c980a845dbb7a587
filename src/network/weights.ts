/** The weights of a projection from outside: what they are, and how to set them. */
import { programCrossbar, programTolerance } from '../crossbar/program.ts';
import { MemspikeError } from '../errors.ts';
import type { Network } from './network.ts';
import type { Projection } from './projection.ts';

/** Its place among the projections, from 0, or where it leads; the first of several between the same populations. */
export type ProjectionName = number | { readonly from: string; readonly to: string };

interface HasNetwork {
  readonly network: Network;
}

/** Weights as the network reads them, [lines][neurons] in rows: of all cells that a synapse is made of. */
export function weightsOf({ network }: HasNetwork, projection: ProjectionName): Float32Array {
  const { columns, rows, stride, synapses } = projectionNamed(network, projection);
  const sum = new Float32Array(rows * columns);
  for (const w of synapses.weights) {
    const values = network.engine.f32(w, rows * stride);
    for (let row = 0; row < rows; row++)
      for (let i = 0; i < columns; i++) sum[row * columns + i] += values[row * stride + i];
  }
  return sum;
}

export interface Programmed {
  /** Synapses whose weight is outside of what their devices reach. */
  readonly clipped: number;
  /** √ of the mean square of what is missing, over all synapses, in units of weight. */
  readonly rmsError: number;
}

/**
 * Sets the conductances of a projection so that its weights are as near to `weights`, [lines][neurons] in rows, as its
 * devices permit: rails, states, devices that differ or are stuck. It is ideal: it counts no pulses and has no noise.
 * Where cells are made of several arrays that are read, each takes up what those before it leave.
 */
export function program(
  { network }: HasNetwork,
  projection: ProjectionName,
  weights: ArrayLike<number>,
): Programmed {
  const { columns, rows, synapses } = projectionNamed(network, projection);
  const count = rows * columns;
  if (weights.length !== count)
    throw new MemspikeError('USAGE', 'weights of another projection', {
      where: 'weights',
      received: `${weights.length} numbers`,
      accepted: `${count}: ${rows} lines of ${columns} neurons`,
    });
  const missing = Float64Array.from(weights);
  const read = synapses.crossbars.filter(({ at }) => synapses.weights.includes(at.w));
  for (const crossbar of read) programCrossbar(crossbar, missing);
  const tolerance = programTolerance(read[read.length - 1]);
  const squares = missing.reduce((sum, error) => sum + error * error, 0);
  return {
    clipped: missing.reduce((sum, error) => sum + Number(Math.abs(error) > tolerance), 0),
    rmsError: Math.sqrt(squares / count),
  };
}

function projectionNamed({ projections }: Network, name: ProjectionName): Projection {
  const found =
    typeof name === 'number'
      ? projections[name]
      : projections.find(({ from, to }) => from === name.from && to === name.to);
  if (found !== undefined) return found;
  throw new MemspikeError('USAGE', 'there is no such projection', {
    where: 'projection',
    received: name,
    accepted: projections.map(({ from, index, to }) => `${index}: ${from} → ${to}`),
  });
}
