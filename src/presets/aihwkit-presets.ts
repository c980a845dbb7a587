/**
 * IBM aihwkit's preset devices: their steps, the noise of a step and its spread between
 * devices. Numbers are those of aihwkit, src/aihwkit/simulator/presets/devices.py and configs, at 4545f11, 0eabf65 and
 * 9488fd0; each names the paper that it was fitted to.
 *
 * Not carried over: spread of the bounds and of the asymmetry, write noise, leakage, drift, failed devices (0 there
 * too). Of `pcm` also the reset of its unit cell and its spread: its LTD is the law's own, which near Gmax is all but
 * a reset, as one pulse cannot lead beyond Gmin; policies that never depress (`one-sided`) are what it is made for.
 * Of `reram-array-om` and `reram-array-hfo2` the reference of every device, whose symmetry point it is programmed to
 * with 5 % error there: that is a matter of the cell here (`symmetry-point`, `zero-shift`). Their log-normal spread
 * has aihwkit's σ of the logarithm, drawn for LTP and for LTD on its own; the median step is e^(σ²/2) of the nominal
 * one, where aihwkit has the nominal one.
 */

import type { DeviceOptions } from '../device/device.ts';
import type { AihwkitSteps } from '../interop/aihwkit/steps/aihwkit-steps.ts';
import { stepSpread, stepsAsDevice } from '../interop/aihwkit/steps/as-device.ts';
import { constantStep } from '../interop/aihwkit/steps/constant-step.ts';
import { exponentialStep } from '../interop/aihwkit/steps/exponential-step.ts';
import { linearStep } from '../interop/aihwkit/steps/linear-step.ts';
import { softBoundsReference } from '../interop/aihwkit/steps/soft-bounds-reference-step.ts';
import { softBoundsStep } from '../interop/aihwkit/steps/soft-bounds-step.ts';
import { type Preset, presetOf } from './preset.ts';

interface AihwkitPreset {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** Of its device, from `params`. */
  // biome-ignore lint/suspicious/noExplicitAny: each law has its own parameters
  readonly steps: (parameters: any) => AihwkitSteps;
  readonly params: {
    readonly dw_min: number;
    readonly dw_min_std: number;
    readonly dw_min_dtod: number;
    readonly [name: string]: number | boolean;
  };
  /**
   * What the noise of a step is in proportion to: the step, the step at w = 0 (mult_noise off), or
   * |Δw| + add + slope·|w| (rpu_expstep_device.cpp: complex noise).
   */
  readonly noise?: 'step' | 'constant' | { readonly add: number; readonly slope: number };
  /** Whether the step's spread between devices is log-normal. */
  readonly isLogNormal?: boolean;
}

const GONG = 'Gong et al., Nat. Commun. 9:2102 (2018)';
const GOKMEN = 'Gokmen & Vlasov, Front. Neurosci. 10:333 (2016)';
const ARRAYS = 'Gong, Rasch et al., IEDM (2022)';
const SYMMETRIC = { up_down: 0, w_max: 1, w_min: -1 };
const REFERENCE = { ...SYMMETRIC, reference_mean: 0, subtract_symmetry_point: false };

const PRESETS: readonly AihwkitPreset[] = [
  {
    name: 'reram-es',
    title: 'ReRAM, exponential steps',
    source: `${GONG}; aihwkit ReRamESPresetDevice`,
    steps: exponentialStep,
    params: {
      ...{ dw_min: 0.00135, up_down: 0.259359, w_max: 1, w_min: -1 },
      ...{ a: -0.5, b: -0.5, gamma_up: 5, gamma_down: 5, A_up: -1.18445, A_down: -0.081404 },
      ...{ dw_min_std: 5, dw_min_dtod: 0.2 },
    },
  },
  {
    name: 'reram-sb',
    title: 'ReRAM, soft bounds',
    source: `${GONG}; aihwkit ReRamSBPresetDevice`,
    steps: softBoundsStep,
    params: { dw_min: 0.002, up_down: 0, w_max: 1.25, w_min: -0.75, dw_min_std: 3.75, dw_min_dtod: 0.3 },
    noise: 'constant',
  },
  {
    name: 'capacitor',
    title: 'Capacitor, linear steps',
    source: 'Li et al., VLSI Technology (2018); aihwkit CapacitorPresetDevice',
    steps: linearStep,
    params: {
      ...SYMMETRIC,
      dw_min: 0.005,
      gamma_up: 0.05,
      gamma_down: 0.05,
      dw_min_std: 0.3,
      dw_min_dtod: 0.1,
    },
    noise: 'constant',
  },
  {
    name: 'ecram',
    title: 'Li ECRAM, linear steps',
    source: 'Tang et al., IEDM (2018); aihwkit EcRamPresetDevice',
    steps: linearStep,
    params: {
      ...{ dw_min: 0.002, up_down: 0, w_max: 1.1724, w_min: -0.8276, gamma_up: 0.1153, gamma_down: 0.5085 },
      ...{ dw_min_std: 0.3, dw_min_dtod: 0.1 },
    },
  },
  {
    name: 'ecram-mo',
    title: 'Metal-oxide ECRAM, linear steps',
    source: 'Kim et al., IEDM (2019); aihwkit EcRamMOPresetDevice',
    steps: linearStep,
    params: {
      ...{
        dw_min: 2.8214e-4,
        up_down: 0,
        w_max: 1.1714,
        w_min: -0.8286,
        gamma_up: 0.4152,
        gamma_down: 0.7342,
      },
      ...{ dw_min_std: 2, dw_min_dtod: 0.1 },
    },
  },
  {
    name: 'idealized',
    title: 'Constant steps, 10 000 states',
    source: `${GOKMEN}, idealised; aihwkit IdealizedPresetDevice`,
    steps: constantStep,
    params: { ...SYMMETRIC, dw_min: 0.0002, dw_min_std: 0.3, dw_min_dtod: 0.3 },
  },
  {
    name: 'gokmen-vlasov',
    title: 'Constant steps, 1250 states',
    source: `${GOKMEN}; aihwkit GokmenVlasovPresetDevice`,
    steps: constantStep,
    params: { ...SYMMETRIC, dw_min: 0.0016, dw_min_std: 0.3, dw_min_dtod: 0.3 },
  },
  {
    name: 'pcm',
    title: 'Phase-change memory (Ge2Sb2Te5), exponential steps',
    source: 'Nandakumar et al., Front. Neurosci. 14:406 (2020); aihwkit PCMPresetDevice',
    steps: exponentialStep,
    params: {
      ...{ dw_min: 0.01, up_down: 0, w_max: 2, w_min: 0 },
      ...{ a: -1, b: 0, gamma_up: 2.5, gamma_down: 2.5, A_up: -27.235, A_down: -2.235 },
      ...{ dw_min_std: 0.6, dw_min_dtod: 0.2 },
    },
    noise: { add: 0.042, slope: 0.108 },
  },
  {
    name: 'reram-array-om',
    title: 'ReRAM array, optimised material, soft bounds',
    source: `${ARRAYS}; aihwkit ReRamArrayOMPresetDevice`,
    steps: softBoundsReference,
    params: { ...REFERENCE, dw_min: 0.0949, dw_min_std: 0.4158, dw_min_dtod: 0.7829 },
    noise: 'constant',
    isLogNormal: true,
  },
  {
    name: 'reram-array-hfo2',
    title: 'ReRAM array, baseline HfO2, soft bounds',
    source: `${ARRAYS}; aihwkit ReRamArrayHfO2PresetDevice`,
    steps: softBoundsReference,
    params: { ...REFERENCE, dw_min: 0.4622, dw_min_std: 0.2174, dw_min_dtod: 0.7125 },
    noise: 'constant',
    isLogNormal: true,
  },
];

/** Weights at which the steps of a law are kept that are not linear in the weight; of others two hold them. */
const NODES = 65;

export const aihwkitPresets: readonly Preset[] = PRESETS.map((preset) =>
  presetOf({ name: preset.name, title: preset.title, source: preset.source }, () => described(preset)),
);

function described({
  isLogNormal = false,
  noise = 'step',
  params,
  steps,
}: AihwkitPreset): Partial<DeviceOptions> {
  const { dw_min, dw_min_dtod, dw_min_std } = params;
  const law = steps(params);
  const window = law.wMax - law.wMin;
  const variation = stepSpread(dw_min_dtod, isLogNormal);
  const nodes = steps === exponentialStep ? NODES : 2;
  // Where noise grows with the weight, dw_min is one far beyond the window: the levels are the LTP pulses that lead across it.
  if (typeof noise === 'object')
    return { ...stepsAsDevice(law, { kind: 'weight', std: dw_min_std, ...noise }, nodes), variation };
  const sigma = dw_min_std * dw_min;
  return {
    ...stepsAsDevice(
      law,
      noise === 'step' ? { kind: 'step', std: dw_min_std } : { kind: 'constant', up: sigma, down: sigma },
      nodes,
    ),
    levels: Math.round(window / dw_min),
    variation,
  };
}
