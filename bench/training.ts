/** A whole training step of a 784-200-10 network, four ways: memspike, its algorithms in plain TypeScript, ordinary code, and careful ordinary code. */
import type { Samples } from '../src/data/dataset.ts';
import { resolveConfig } from '../src/experiment/config.ts';
import { createSession, learnNext, type Session } from '../src/experiment/session.ts';
import type { Course } from './measure.ts';
import { plainLayer } from './plain/layer.ts';
import { plainPlans } from './plain/plan.ts';
import { plainPulses } from './plain/pulse.ts';
import { createStraightforward, type StraightforwardOptions } from './straightforward.ts';
import { CLASSES, strokesDataset } from './strokes.ts';

const SIDE = 28;
const COUNT = 200;

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
  const dataset = strokesDataset(SIDE, COUNT);
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
    ordinary: writtenOut({ ...options, careful: false }, dataset.train),
    careful: writtenOut({ ...options, careful: true }, dataset.train),
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
