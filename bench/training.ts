/**
 * Whole presentations, memspike against its algorithms in plain TypeScript, and against ordinary code and careful
 * ordinary code where they are as short as code can be.
 */
import type { Samples } from '../src/data/dataset.ts';
import { resolveConfig } from '../src/experiment/config/config.ts';
import type { NeuronConfig } from '../src/experiment/config/population.ts';
import { classify, createSession, learnNext, type Session } from '../src/experiment/run/session.ts';
import type { LocalOptions } from '../src/learning/rules/local.ts';
import type { LifOptions } from '../src/network/neurons/lif.ts';
import type { Course } from './measure.ts';
import { plainLayer } from './plain/layer.ts';
import { plainPlans } from './plain/plan.ts';
import { plainPulses } from './plain/pulse.ts';
import {
  createStraightforward,
  type Straightforward,
  type StraightforwardOptions,
} from './straightforward.ts';
import { strokesDataset } from './strokes.ts';

export interface TrainingCase {
  readonly name: string;
  readonly hidden: readonly number[];
  readonly update: 'presentation' | number;
  readonly learns: boolean;
}

export const TRAINING_CASES: readonly TrainingCase[] = [
  { name: 'training 784-200-10, 50 steps', hidden: [200], update: 'presentation', learns: true },
  { name: 'training 784-200-10, 50 steps, a write every step', hidden: [200], update: 1, learns: true },
  { name: 'training 784-512-512-10, 50 steps', hidden: [512, 512], update: 'presentation', learns: true },
  { name: 'inference 784-200-10, 50 steps', hidden: [200], update: 'presentation', learns: false },
];

export interface TrainingCourses {
  readonly memspike: Course;
  readonly plain: Course;
  /** Where the network has one hidden layer. */
  readonly ordinary?: Course;
  readonly careful?: Course;
}

/** Each course presents `count` samples, from the same start. */
export async function trainingCourses(work: TrainingCase, count: number): Promise<TrainingCourses> {
  const dataset = strokesDataset(28, count);
  const config = resolveConfig({
    compensation: { policy: 'none' },
    device: 'ag-a-si',
    network: { hidden: [...work.hidden] },
    learning: { update: work.update },
  });
  const session = await createSession({ config, dataset, backend: 'simd' });
  const plain = await createSession({ config, dataset, backend: 'reference' });
  const { memory, kernels } = plain.network.engine;
  Object.assign(kernels, plainLayer(memory), plainPlans(memory), plainPulses(memory));
  const courses = { memspike: courseOf(session, work), plain: courseOf(plain, work) };
  if (work.hidden.length > 1) return courses;

  const { network, encoder, learning, device } = config;
  const neuron = network.neuron as LifOptions & NeuronConfig;
  const { balance, rate } = learning.rule as LocalOptions;
  if (device.law.kind !== 'affine') throw new Error('the benchmark needs a device with an affine law');
  const options = {
    inputs: dataset.features,
    hidden: work.hidden[0],
    classes: dataset.classes,
    steps: network.steps,
    inputRate: Number(encoder.rate),
    alpha: neuron.alpha,
    beta: neuron.beta,
    theta: neuron.theta,
    inputGain: neuron.inputGain,
    layerGain: neuron.layerGain,
    burnIn: learning.burnIn,
    everyStep: work.update === 1,
    rate,
    sharpness: learning.sharpness,
    balance: balance.membrane,
    device: { nu: [device.law.ltp.nu, device.law.ltd.nu], pulses: device.law.ltp.pulses, c2c: device.c2c },
  } as const;
  return {
    ...courses,
    ordinary: writtenOut({ ...options, careful: false }, dataset.train, work),
    careful: writtenOut({ ...options, careful: true }, dataset.train, work),
  };
}

function writtenOut(
  options: StraightforwardOptions,
  { inputs, labels, count }: Samples,
  { learns }: TrainingCase,
): Course {
  let network: Straightforward = createStraightforward(options);
  const size = options.inputs;
  return {
    reset() {
      network = createStraightforward(options);
    },
    run() {
      for (let i = 0; i < count; i++) {
        const image = inputs.subarray(i * size, (i + 1) * size);
        if (learns) network.learn(image, labels[i]);
        else network.recognise(image);
      }
    },
  };
}

function courseOf(session: Session, { learns }: TrainingCase): Course {
  const { count } = session.dataset.train;
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const memory = new Uint8Array(session.network.engine.memory);
  const start = memory.slice();
  return {
    reset() {
      memory.set(start);
      session.presentation = 0;
    },
    run() {
      for (let i = 0; i < count; i++) {
        if (learns) learnNext(session, order);
        else classify(session, i);
      }
    },
  };
}
