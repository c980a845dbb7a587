/**
 * Measures in a real run why asymmetry hurts: how much of what a synapse is told cancels (E|n| against |E n|), and
 * whether final weights are where the closed form of the activity-proportional decay puts them.
 *
 *   node --import tsx studies/why/why.ts
 *
 * Writes docs/why-asymmetry-hurts.json and the picture docs/pictures/why-asymmetry-hurts.svg. mnist-10k, 8000
 * training images, 3 epochs, policy `alternating`, no cycle-to-cycle noise, seed 1.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import * as Plot from '@observablehq/plot';
import { loadMnist10k } from '../../src/data/mnist/package.ts';
import type { AffineLaw } from '../../src/device/laws/affine.ts';
import { complementaryPair } from '../../src/device/pair.ts';
import { resolveConfig } from '../../src/experiment/config/config.ts';
import { createSession, epochOrder, learnNext, type Session } from '../../src/experiment/run/session.ts';
import { nodeSvg } from '../../src/report/node-document.ts';
import { grid, panelWidth } from '../../src/report/pictures/plot.ts';

const DEVICES = ['ag-a-si', 'pcmo', 'alox-hfo2', 'epiram'];
/** Synapses with fewer pulses than this many decay times have not settled. */
const SETTLED = 2;
const ENOUGH = 1000;

interface Synapse {
  /** Net and total pulses. */
  readonly net: number;
  readonly total: number;
  /** Weight over weight scale: measured, from the stationary ratio, and from the pulse sequence. */
  readonly weight: number;
  readonly stationary: number;
  readonly followed: number;
}

interface Finding {
  readonly device: string;
  readonly decayPerPulse: number;
  readonly limit: number;
  /** Means over all synapses with pulses. */
  readonly meanTotal: number;
  readonly meanNetOverTotal: number;
  readonly settled: number;
  /** Settled synapses; absent where there are too few. */
  readonly stationary?: Fit;
  /** All synapses with pulses. */
  readonly followed: Fit;
}

interface Fit {
  readonly correlation: number;
  readonly slope: number;
}

const dataset = await loadMnist10k();
const findings: Finding[] = [];
const panels = [];
for (const device of DEVICES) {
  const { finding, synapses } = await observe(device);
  findings.push(finding);
  if (finding.stationary) panels.push(...panelsOf(finding, finding.stationary, synapses));
  console.log(JSON.stringify(finding));
}
await mkdir('docs/pictures', { recursive: true });
await writeFile('docs/why-asymmetry-hurts.json', `${JSON.stringify(findings, null, 2)}\n`);
await writeFile(
  'docs/pictures/why-asymmetry-hurts.svg',
  nodeSvg({
    title: 'Final weights against the closed form of the decay',
    subtitle: `784-200-10, hidden layer, policy alternating, no noise, seed 1. Each dot is a synapse with more than ${SETTLED}/λ pulses, its weight in units of the weight scale: as it is, and as the closed form says. On the line they agree.`,
    panels,
    columns: 2,
  }),
);

async function observe(name: string): Promise<{ finding: Finding; synapses: Synapse[] }> {
  const config = resolveConfig({
    device: name,
    noise: { c2c: false },
    compensation: { policy: 'alternating' },
  });
  const session = await createSession({ config, dataset });
  const law = config.device.law as AffineLaw;
  const pair = complementaryPair(law);
  // A pulse of the alternating scheme moves one device of the two: half of what the complementary pair does.
  const pulses = countPulses(session, pair.decay / 2, pair.drive / 2);
  for (let epoch = 0; epoch < config.training.epochs; epoch++) {
    const order = epochOrder(session, epoch);
    for (let k = 0; k < dataset.train.count; k++) learnNext(session, order);
  }
  const scale = config.compensation.settings.cell.weightScale;
  const all = synapsesOf(session, pulses, pair.limit, scale);
  const settled = all.filter(({ total }) => total > SETTLED / (pair.decay / 2));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    finding: {
      device: name,
      decayPerPulse: pair.decay / 2,
      limit: pair.limit,
      meanTotal: mean(all.map(({ total }) => total)),
      meanNetOverTotal: mean(all.map(({ net, total }) => Math.abs(net) / total)),
      settled: settled.length,
      ...(settled.length >= ENOUGH && {
        stationary: fit(settled.map(({ stationary, weight }) => [stationary, weight])),
      }),
      followed: fit(all.map(({ followed, weight }) => [followed, weight])),
    },
    synapses: settled,
  };
}

/** Listens to the pulses of the hidden layer; `followed` is W ← (1 - λ)ⁿ·W ± C·Σ, pulse by pulse. */
function countPulses(session: Session, decay: number, drive: number) {
  const { engine, projections } = session.network;
  const { crossbar } = projections[0];
  const count = crossbar.rows * crossbar.stride;
  const net = new Float64Array(count);
  const total = new Float64Array(count);
  const followed = new Float64Array(count);
  const { applyPulses } = engine.kernels;
  const listening = {
    ...engine.kernels,
    applyPulses(...call: Parameters<typeof applyPulses>) {
      const [array, hits, length] = call;
      if (array === crossbar.array) {
        const words = engine.i32(hits, 2 * length);
        for (let k = 0; k < length; k++) {
          const element = words[2 * k];
          const n = words[2 * k + 1] >> 1;
          net[element] += n;
          total[element] += Math.abs(n);
          for (let pulse = Math.abs(n); pulse > 0; pulse--)
            followed[element] += Math.sign(n) * drive - decay * followed[element];
        }
      }
      applyPulses(...call);
    },
  };
  Object.assign(engine, { kernels: listening });
  return { net, total, followed };
}

function synapsesOf(
  { network }: Session,
  { net, total, followed }: ReturnType<typeof countPulses>,
  limit: number,
  scale: number,
): Synapse[] {
  const { crossbar } = network.projections[0];
  const w = network.engine.f32(crossbar.w, crossbar.rows * crossbar.stride);
  const synapses: Synapse[] = [];
  for (let i = 0; i < net.length; i++)
    if (total[i] > 0)
      synapses.push({
        net: net[i],
        total: total[i],
        weight: w[i] / scale,
        stationary: (limit * net[i]) / total[i],
        followed: followed[i],
      });
  return synapses;
}

function fit(points: readonly (readonly [x: number, y: number])[]): Fit {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  const xy = mean(([x, y]) => (x - mx) * (y - my));
  const xx = mean(([x]) => (x - mx) ** 2);
  const yy = mean(([, y]) => (y - my) ** 2);
  return { correlation: xy / Math.sqrt(xx * yy), slope: xy / xx };
}

function panelsOf({ device, followed }: Finding, stationary: Fit, synapses: readonly Synapse[]) {
  const told = ({ correlation, slope }: Fit) => `r ${correlation.toFixed(2)}, slope ${slope.toFixed(2)}`;
  return [
    panelOf(`${device}, stationary: ${told(stationary)}`, 'W∞ · net / all pulses', 'stationary', synapses),
    panelOf(`${device}, each pulse: ${told(followed)}`, 'W ← W − λW ± C, each pulse', 'followed', synapses),
  ];
}

function panelOf(title: string, label: string, x: 'stationary' | 'followed', synapses: readonly Synapse[]) {
  const every = Math.max(1, Math.floor(synapses.length / 1500));
  const shown = synapses.filter((_, i) => i % every === 0);
  return {
    title,
    options: {
      width: panelWidth(2),
      height: 280,
      x: { label, domain: [-0.6, 0.6] },
      y: { label: 'W as it is', domain: [-0.6, 0.6] },
      marks: [
        grid('x'),
        grid('y'),
        Plot.dot(shown, { x, y: 'weight', r: 1.3, fill: '#0072B2', fillOpacity: 0.35, clip: true }),
        Plot.line(
          [-0.6, 0.6].map((value) => ({ x: value, y: value })),
          { x: 'x', y: 'y', stroke: '#D55E00' },
        ),
      ],
    },
  };
}
