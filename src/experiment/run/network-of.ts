/** From a configuration and the shape of its data to a network: every projection with all that is settled for it. */
import type { PricedProjection } from '../../compensation/cost.ts';
import { type ProjectionSettings, settingsOfProjection } from '../../compensation/settings.ts';
import { type Grouping, groupAlike, groupInputs } from '../../crossbar/grouping.ts';
import type { PulseScheme } from '../../crossbar/pulses.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Device } from '../../device/device.ts';
import { isIdeal } from '../../device/laws/ideal.ts';
import { ruleOf } from '../../learning/options.ts';
import { encoderOf } from '../../network/encoders/all-encoders.ts';
import { INPUT } from '../../network/graph.ts';
import { linesOf } from '../../network/input.ts';
import type { NetworkOptions } from '../../network/network.ts';
import { neuronOf } from '../../network/neurons/all-neurons.ts';
import type { SynapsesOptions } from '../../synapses/synapses.ts';
import type { ExperimentConfig } from '../config/config.ts';
import type { Extensions } from '../config/extensions.ts';
import { graphOf } from '../config/network.ts';
import { roleOf } from '../config/projection.ts';

export interface SettledProjection extends PricedProjection {
  readonly index: number;
  readonly from: string;
  readonly to: string;
  /** Of its cells, or of each of the arrays that they are made of. */
  readonly devices: readonly Device[];
  readonly settings: ProjectionSettings;
  /** Learning rate; absent where the rule says it. */
  readonly rate?: number;
  readonly initialScale: number;
}

export function settledProjections(
  config: ExperimentConfig,
  dataset: Dataset,
  extensions?: Extensions,
): SettledProjection[] {
  const { compensation, device, encoder, network } = config;
  const { classes, features, shape } = dataset;
  const graph = graphOf(network, classes);
  const lines = linesOf({ encoder: encoderOf(encoder, extensions), inputs: features, options: encoder });
  const sizeOf = (name: string) =>
    name === INPUT ? lines : (graph.populations.find((one) => one.name === name)?.size ?? 0);
  return graph.projections.map(({ from, to, ...own }, index) => {
    const devices = [own.device ?? device].flat();
    const ofPixels = from === INPUT && lines === features;
    return {
      index,
      from,
      to,
      rows: sizeOf(from),
      columns: sizeOf(to),
      devices,
      ideal: isIdeal(devices[0].law),
      settings: settingsOfProjection(compensation.settings, roleOf(to), own.settings, {
        own: extensions?.gates,
      }),
      ...(ofPixels && shape && { shape }),
      ...(own.rate !== undefined && { rate: own.rate }),
      initialScale: own.initialScale ?? network.initialScale,
    };
  });
}

/** The network of a configuration on data of this shape. */
export function networkOf(
  config: ExperimentConfig,
  dataset: Dataset,
  extensions?: Extensions,
): NetworkOptions {
  const { encoder, learning, network, seed } = config;
  const rule = ruleOf(learning, extensions);
  const within = learning.update !== 'presentation';
  const { populations } = graphOf(network, dataset.classes);
  return {
    inputs: dataset.features,
    classes: dataset.classes,
    steps: network.steps,
    encoder: { model: encoderOf(encoder, extensions), options: encoder },
    populations: populations.map((one) => ({ ...one, model: neuronOf(one.neuron, extensions) })),
    projections: settledProjections(config, dataset, extensions).map((one) => ({
      from: one.from,
      to: one.to,
      synapses: synapsesOf(config, dataset, one),
    })),
    seed,
    traces: within || rule.requires.traces === true,
    ahead: !within && !rule.requires.spikes,
    workspace: rule.memory,
  };
}

function synapsesOf(
  { noise, seed }: ExperimentConfig,
  dataset: Dataset,
  { columns, devices, from, index, initialScale, rows, settings }: SettledProjection,
): SynapsesOptions {
  const { cell, organisation, pulses } = settings;
  const { centre, gains, m, scheme, weightScale } = cell;
  const crossbar = {
    rows,
    columns,
    device: devices[0],
    scheme,
    m,
    weightScale,
    centre,
    gains,
    pulses,
    initialSpan: initialScale * Math.sqrt(3 / rows),
    noise,
    seed,
    layer: index,
    grouping: from === INPUT ? groupingOf(dataset, rows, pulses) : undefined,
  };
  return { crossbar, organisation, ...(devices.length > 1 && { devices }) };
}

/** Of the inputs, for residual counters that are shared. */
function groupingOf(
  { features, shape, train }: Dataset,
  lines: number,
  pulses: PulseScheme,
): Grouping | undefined {
  if (pulses.kind !== 'residual' || pulses.block === 1 || lines !== features) return undefined;
  const size = pulses.block ** 2;
  if (shape !== undefined || size >= features) return groupInputs(features, pulses.block, shape);
  return groupAlike(train, features, size);
}
