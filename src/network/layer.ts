/**
 * One layer: its synapses, its neurons, and the readout by which it learns. A hidden layer has a fixed random readout
 * (DECOLLE); the output layer is read from its own membranes.
 */
import type { CrossbarLayout } from '../crossbar/layout.ts';
import { type Arena, strideOf } from '../engine/arena.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pointer } from '../engine/kernels.ts';
import { readoutKey } from '../random/address.ts';
import {
  buildSynapses,
  layoutSynapses,
  type Synapses,
  type SynapsesLayout,
  type SynapsesOptions,
} from '../synapses/synapses.ts';
import { layoutWorkspace, type WorkspaceLayout, type WorkspaceShape } from './workspace.ts';

export interface LayerLayout {
  readonly index: number;
  readonly output: boolean;
  readonly classes: number;
  /** Of the main crossbar. */
  readonly crossbar: CrossbarLayout;
  readonly synapsesLayout: SynapsesLayout;
  readonly options: SynapsesOptions;
  /** Padded neurons. */
  readonly stride: number;
  /** Padded classes. */
  readonly classStride: number;
  readonly current: Pointer;
  readonly q: Pointer;
  readonly p: Pointer;
  readonly r: Pointer;
  readonly u: Pointer;
  /** Spikes of each neuron in this presentation, f32. */
  readonly counts: Pointer;
  readonly spikes: Pointer;
  /** Readout G, f32 [neurons][classStride], and its transpose, f32 [classes][stride]; 0 for the output layer. */
  readonly readout: Pointer;
  readonly back: Pointer;
  /** Σ over the steps so far of the readout (hidden) or of the membrane (output). */
  readonly scores: Pointer;
  readonly error: Pointer;
  /** Scratch: what the readout gives to every class. */
  readonly probabilities: Pointer;
  /** What the learning rule keeps. */
  readonly workspace: WorkspaceLayout;
  /** A constant current, for an encoder without spikes. */
  readonly drive: Pointer;
  /** All state that a presentation starts from zero lies in [stateStart, stateStart + stateBytes). */
  readonly stateStart: Pointer;
  readonly stateBytes: number;
}

export interface Layer extends LayerLayout {
  readonly synapses: Synapses;
}

export function layoutLayer(
  arena: Arena,
  options: SynapsesOptions,
  { workspace, ...role }: { index: number; output: boolean; classes: number; workspace?: WorkspaceShape },
): LayerLayout {
  const synapsesLayout = layoutSynapses(arena, options);
  const crossbar = synapsesLayout.main;
  const { stride } = crossbar;
  const classStride = strideOf(role.classes);
  const neurons = () => arena.reserve(stride * 4);
  const classes = () => arena.reserve(classStride * 4);
  const stateStart = arena.size();
  const state = {
    current: neurons(),
    q: neurons(),
    p: neurons(),
    r: neurons(),
    u: neurons(),
    counts: neurons(),
    scores: classes(),
    error: classes(),
  };
  const stateBytes = arena.size() - stateStart;
  return {
    ...role,
    ...state,
    crossbar,
    synapsesLayout,
    options,
    stride,
    classStride,
    stateStart,
    stateBytes,
    workspace: layoutWorkspace(arena, workspace ?? {}, crossbar),
    probabilities: classes(),
    drive: neurons(),
    spikes: arena.reserve((stride + 16) * 4),
    readout: role.output ? 0 : arena.reserve(crossbar.columns * classStride * 4),
    back: role.output ? 0 : arena.reserve(role.classes * stride * 4),
  };
}

export function buildLayer(engine: Engine, layout: LayerLayout): Layer {
  if (!layout.output) drawReadout(engine, layout);
  return { ...layout, synapses: buildSynapses(engine, layout.synapsesLayout) };
}

/** G uniform on ±√(3/neurons), so that a score has unit variance for neurons that all spike. */
function drawReadout(engine: Engine, layout: LayerLayout): void {
  const { classes, classStride, stride, readout, back, index, options } = layout;
  const neurons = layout.crossbar.columns;
  const [k0, k1] = readoutKey(options.crossbar.seed, index);
  engine.kernels.fillUniform(readout, neurons * classStride, Math.sqrt(3 / neurons), k0, k1);
  const g = engine.f32(readout, neurons * classStride);
  const transposed = engine.f32(back, classes * stride);
  for (let i = 0; i < neurons; i++)
    for (let k = 0; k < classStride; k++) {
      if (k < classes) transposed[k * stride + i] = g[i * classStride + k];
      else g[i * classStride + k] = 0;
    }
}
