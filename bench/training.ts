/** A whole training step of a 784-200-10 network, four ways: memspike, its algorithms in plain TypeScript, ordinary code, and careful ordinary code. */
import type { Dataset, Samples } from '../src/data/dataset.ts';
import { drawBits, rowKey, uniform } from '../src/engine/reference/random.ts';
import { resolveConfig } from '../src/experiment/config.ts';
import { createSession, learnNext, type Session } from '../src/experiment/session.ts';
import type { Course } from './measure.ts';
import { plainLayer } from './plain/layer.ts';
import { plainPlans } from './plain/plan.ts';
import { plainPulses } from './plain/pulse.ts';
import { createStraightforward, type StraightforwardOptions } from './straightforward.ts';

const SIDE = 28;
const CLASSES = 10;
const COUNT = 200;

/** Blurred strokes, one direction and place for each class: as many grey pixels as a digit of MNIST has, about 150. */
function strokes(): Samples {
  const inputs = new Uint8Array(COUNT * SIDE * SIDE);
  const labels = Uint16Array.from({ length: COUNT }, (_, i) => i % CLASSES);
  for (let i = 0; i < COUNT; i++) {
    const draw = (k: number) => uniform(drawBits(rowKey([7, 7], i), k));
    const angle = (Math.PI * labels[i]) / CLASSES;
    const [x, y] = [13.5 + 3 * (draw(0) - 0.5), 13.5 + 3 * (draw(1) - 0.5)];
    for (let r = 0; r < SIDE; r++)
      for (let c = 0; c < SIDE; c++) {
        const along = Math.abs((c - x) * Math.cos(angle) + (r - y) * Math.sin(angle));
        const across = Math.abs((r - y) * Math.cos(angle) - (c - x) * Math.sin(angle));
        const grey = along < 11 ? Math.max(0, 1 - (across / 3.5) ** 2) : 0;
        inputs[(i * SIDE + r) * SIDE + c] = Math.round(255 * grey);
      }
  }
  return { count: COUNT, inputs, labels };
}

export interface TrainingBench {
  readonly name: string;
  /** Presentations in one run of a course. */
  readonly presentations: number;
  readonly memspike: Course;
  readonly plain: Course;
  readonly ordinary: Course;
  readonly careful: Course;
}

/** Each course is the first epoch of a training, from the same start. */
export async function trainingBench(): Promise<TrainingBench> {
  const samples = strokes();
  const dataset: Dataset = {
    id: 'strokes',
    features: SIDE * SIDE,
    classes: CLASSES,
    train: samples,
    test: samples,
  };
  const config = resolveConfig({ compensation: { policy: 'none' }, device: 'ag-a-si' });
  const order = Uint32Array.from({ length: COUNT }, (_, i) => i);
  const session = await createSession({ config, dataset, backend: 'simd' });
  const plain = await createSession({ config, dataset, backend: 'reference' });
  const { memory, kernels } = plain.network.engine;
  Object.assign(kernels, plainLayer(memory), plainPlans(memory), plainPulses(memory));

  const { network, encoder, learning, device } = config;
  const { neuron } = network;
  if (device.law.kind !== 'affine') throw new Error('the benchmark needs a device with an affine law');
  const options = {
    inputs: dataset.features,
    hidden: network.hidden[0],
    classes: CLASSES,
    steps: network.steps,
    inputRate: encoder.rate,
    alpha: neuron.alpha,
    beta: neuron.beta,
    theta: neuron.theta,
    inputGain: neuron.inputGain,
    layerGain: neuron.layerGain,
    burnIn: learning.burnIn,
    rate: learning.rate,
    sharpness: learning.sharpness,
    balance: learning.balance.membrane,
    device: { nu: [device.law.ltp.nu, device.law.ltd.nu], pulses: device.law.ltp.pulses, c2c: device.c2c },
  } as const;
  return {
    name: 'training 784-200-10, 50 steps',
    presentations: COUNT,
    memspike: epochOf(session, order),
    plain: epochOf(plain, order),
    ordinary: writtenOut({ ...options, careful: false }, samples),
    careful: writtenOut({ ...options, careful: true }, samples),
  };
}

function writtenOut(options: StraightforwardOptions, { inputs, labels }: Samples): Course {
  let network = createStraightforward(options);
  return {
    reset() {
      network = createStraightforward(options);
    },
    run() {
      for (let i = 0; i < COUNT; i++)
        network.learn(inputs.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), labels[i]);
    },
  };
}

function epochOf(session: Session, order: Uint32Array): Course {
  const memory = new Uint8Array(session.network.engine.memory);
  const start = memory.slice();
  return {
    reset() {
      memory.set(start);
      session.presentation = 0;
    },
    run() {
      for (let i = 0; i < order.length; i++) learnNext(session, order);
    },
  };
}
