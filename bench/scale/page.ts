/** docs/scale.md from one run of the measurement. */
import { decimal } from '../../src/report/text/words.ts';
import type { Checks } from './checks.ts';
import type { Family, Point, Scale } from './scale.ts';

export function scalePage({ machine, node, commit, command, families, spikes, checks }: Scale): string {
  return `${[
    '# Scale',
    '',
    `Written by \`${command}\`, with the numbers of that run in [scale.json](scale.json): ${machine}; Node ${node}; commit ${commit}. CPU time of one core, best of the rounds; every network in a process of its own. *Wall/CPU* above 1 says that the machine had other things to do, which costs caches and memory bandwidth too.`,
    '',
    '![Time and memory against synapses, and time against spikes](pictures/scale.svg)',
    '',
    ...families.flatMap(sizesOf),
    '## What is flat and what is not',
    '',
    ...reasons(families),
    '',
    '## Time against spikes',
    '',
    ...spikesOf(spikes),
    '',
    ...(checks ? checksOf(checks) : []),
    '## The wall',
    '',
    'WebAssembly addresses 4 GiB. A network that needs more is refused before anything is allocated, and told how many synapses would fit with its devices and its organisation of synapses: 20 bytes a synapse (two conductances, two pulse counts, the weight that reads use) is the least with devices, about 210 million synapses; 16 devices a synapse leave 32 million. A machine that does not give the memory says how much was asked for.',
  ].join('\n')}\n`;
}

function sizesOf({ name, points }: Family): string[] {
  return [
    `## ${name[0].toUpperCase()}${name.slice(1)}`,
    '',
    '| network | synapses | bytes / synapse | training, µs | ns / synapse | ns / active | inference, µs | ns / active | wall/CPU |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...points.map((point) => {
      const { shape, synapses, bytes, train, infer, reads, wallPerCpu } = point;
      return row([
        [shape.side ** 2, ...shape.hidden, 10].join('-'),
        synapses.toLocaleString('en'),
        decimal(bytes / synapses, 1),
        micro(train.best),
        decimal(train.best / synapses, 3),
        decimal(trainingEach(point), 3),
        micro(infer.best),
        decimal(infer.best / reads, 3),
        decimal(wallPerCpu, 2),
      ]);
    }),
    '',
  ];
}

function reasons(families: readonly Family[]): string[] {
  const bytes = families.map(({ name, points }) => {
    const each = points.map((point) => point.bytes / point.synapses);
    return `${name}, ${decimal(each[0], 1)} at the smallest and ${decimal(each[each.length - 1], 1)} at the largest`;
  });
  const times = families.map(({ name, points }) => {
    const each = points.filter(({ synapses }) => synapses > 5e5).map(trainingEach);
    return `${name}, ${decimal(Math.min(...each), 2)}–${decimal(Math.max(...each), 2)} ns`;
  });
  return [
    `- **Memory** is 20 bytes a synapse and what belongs to lines and neurons: ${bytes.join('; ')}. A line has room for a spike at every step (200 bytes with 50 steps), a neuron about 150 bytes of state and its readout: with 784 lines and 13 neurons they outweigh the synapses.`,
    `- **Time of an active synapse** in training, from a million synapses on: ${times.join('; ')}. Below that, fifty steps of a dozen kernel calls each (about half a microsecond a step) and the encoding of the lines are what takes the time.`,
    '- **Reads** of a large first layer do not come from main memory once for every step: its spikes are known beforehand, so that blocks of lines and columns that fit the caches are read for all steps in turn (`src/network/read-ahead.ts`), with the same order of sums. The spikes of a hidden layer are only known step by step: a second layer of 10⁸ synapses is read at the speed of main memory.',
    '- **Writes** go to single devices far apart: conductances, counts and weight of a synapse lie in planes of their own, and of each a cache line and, with pages of 4 KiB, an address translation is missed once the planes are larger than the caches.',
    '- **A very wide layer** over few lines does little for each synapse and much for each neuron: state, surrogate and class errors of 126 000 neurons leave the second-level cache at every step.',
  ];
}

function spikesOf(points: readonly Point[]): string[] {
  return [
    '| rate | spikes of inputs | of all | training, µs | inference, µs | ns / weight read |',
    '|---:|---:|---:|---:|---:|---:|',
    ...points.map(({ shape, inputSpikes, spikes, train, infer, reads }) =>
      row([
        `${shape.rate}`,
        Math.round(inputSpikes).toLocaleString('en'),
        Math.round(spikes).toLocaleString('en'),
        micro(train.best),
        micro(infer.best),
        decimal(infer.best / reads, 3),
      ]),
    ),
  ];
}

function checksOf({ compared, train }: Checks): string[] {
  return [
    '## Large layers, checked',
    '',
    '| layer | synapses | memory | samples | pulses | weights moved | conductances of plain TypeScript |',
    '|---|---:|---:|---:|---:|---:|---|',
    ...compared.map(({ inputs, hidden, synapses, bytes, samples, pulses, moved, sameBits }) =>
      row([
        `${inputs} × ${hidden}`,
        synapses.toLocaleString('en'),
        `${decimal(bytes / 2 ** 30, 2)} GiB`,
        `${samples}`,
        pulses.toLocaleString('en'),
        moved.toLocaleString('en'),
        sameBits ? 'the same, to the bit' : 'DIFFERENT',
      ]),
    ),
    '',
    `\`memspike train\` on ${train.images} images of 128 × 128 pixels (IDX), ${train.epochs} epochs, 4096 hidden neurons: ${decimal(100 * train.accuracy, 1)} % of the test strokes, ${Math.round(train.pulsesPerSample).toLocaleString('en')} pulses and ${decimal(1000 / train.samplesPerSecond, 1)} ms a sample, ${decimal(train.wallSeconds, 0)} s in all with tests and a checkpoint of 1.3 GiB after every epoch. Stopped in the second epoch and resumed, it ends with ${train.resumed ? 'the same conductances' : 'OTHER conductances'}.`,
    '',
  ];
}

const trainingEach = ({ train, reads, pairs }: Point) => train.best / (reads + pairs);
const micro = (nanoseconds: number) => decimal(nanoseconds / 1e3, nanoseconds < 1e5 ? 1 : 0);
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
