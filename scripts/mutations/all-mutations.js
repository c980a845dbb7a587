/**
 * Every mutation: a fault in `file`, the exact `text`, which stands there once, and its `replacement`; `tests` are the
 * test files, below test/, of which one has to turn red. Faults of kernels have a `target`, the build that they are in.
 */
import { encoders } from './assembly/encoders.js';
import { learning } from './assembly/learning.js';
import { math } from './assembly/math.js';
import { neurons } from './assembly/neurons.js';
import { random } from './assembly/random.js';
import { read } from './assembly/read.js';
import { write } from './assembly/write.js';
import { crossbar } from './src/crossbar.js';
import { gates } from './src/gates.js';
import { learning as rules } from './src/learning.js';
import { network } from './src/network.js';
import { schedule } from './src/schedule.js';
import { synapses } from './src/synapses.js';

const kernels = [read, write, neurons, encoders, learning, random, math].flat();

const library = [crossbar, synapses, network, rules, gates, schedule].flat();

export const mutations = [...kernels.map((group) => ({ target: 'simd', ...group })), ...library].flatMap(
  ({ faults, ...group }) => faults.map(([text, replacement]) => ({ ...group, text, replacement })),
);
