/**
 * IBM aihwkit's preset devices, for the command line and Node: their steps, the noise of a step and its spread between
 * devices. Numbers are those of aihwkit, src/aihwkit/simulator/presets/devices.py and configs, at 4545f11 and 0eabf65;
 * each names the paper that it was fitted to. Left out: spread of the bounds and of the asymmetry, write noise, leakage.
 */
import { type Device, defineDevice } from './device.ts';
import { aihwkitDevice } from './laws/aihwkit.ts';
import { tableOf } from './laws/table-of.ts';

interface Preset {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly device: string;
  readonly params: {
    readonly dw_min: number;
    readonly dw_min_std: number;
    readonly dw_min_dtod: number;
    readonly [name: string]: number | boolean;
  };
  /** False where the noise of a step does not scale with the step (mult_noise off). */
  readonly multiplied?: boolean;
}

const GONG = 'Gong et al., Nat. Commun. 9:2102 (2018)';
const GOKMEN = 'Gokmen & Vlasov, Front. Neurosci. 10:333 (2016)';
const SYMMETRIC = { up_down: 0, w_max: 1, w_min: -1 };

const PRESETS: readonly Preset[] = [
  {
    name: 'reram-es',
    title: 'ReRAM, exponential steps',
    source: `${GONG}; aihwkit ReRamESPresetDevice`,
    device: 'ExpStepDevice',
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
    device: 'SoftBoundsDevice',
    params: { dw_min: 0.002, up_down: 0, w_max: 1.25, w_min: -0.75, dw_min_std: 3.75, dw_min_dtod: 0.3 },
    multiplied: false,
  },
  {
    name: 'capacitor',
    title: 'Capacitor, linear steps',
    source: 'Li et al., VLSI Technology (2018); aihwkit CapacitorPresetDevice',
    device: 'LinearStepDevice',
    params: {
      ...SYMMETRIC,
      dw_min: 0.005,
      gamma_up: 0.05,
      gamma_down: 0.05,
      dw_min_std: 0.3,
      dw_min_dtod: 0.1,
    },
    multiplied: false,
  },
  {
    name: 'ecram',
    title: 'Li ECRAM, linear steps',
    source: 'Tang et al., IEDM (2018); aihwkit EcRamPresetDevice',
    device: 'LinearStepDevice',
    params: {
      ...{ dw_min: 0.002, up_down: 0, w_max: 1.1724, w_min: -0.8276, gamma_up: 0.1153, gamma_down: 0.5085 },
      ...{ dw_min_std: 0.3, dw_min_dtod: 0.1 },
    },
  },
  {
    name: 'ecram-mo',
    title: 'Metal-oxide ECRAM, linear steps',
    source: 'Kim et al., IEDM (2019); aihwkit EcRamMOPresetDevice',
    device: 'LinearStepDevice',
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
    device: 'ConstantStepDevice',
    params: { ...SYMMETRIC, dw_min: 0.0002, dw_min_std: 0.3, dw_min_dtod: 0.3 },
  },
  {
    name: 'gokmen-vlasov',
    title: 'Constant steps, 1250 states',
    source: `${GOKMEN}; aihwkit GokmenVlasovPresetDevice`,
    device: 'ConstantStepDevice',
    params: { ...SYMMETRIC, dw_min: 0.0016, dw_min_std: 0.3, dw_min_dtod: 0.3 },
  },
];

/** Laws whose steps are linear in the weight are exact with the two ends alone. */
const nodesOf = (device: string): number => (device === 'ExpStepDevice' ? 65 : 2);

export const aihwkitPresets: readonly Device[] = PRESETS.map(presetOf);

function presetOf({ name, title, source, device, params, multiplied = true }: Preset): Device {
  const { dw_min, dw_min_dtod, dw_min_std, ...curve } = params;
  const { law } = aihwkitDevice({ device, params: { ...curve, dw_min } });
  const window = law.wMax - law.wMin;
  const spread = { std: dw_min_dtod, distribution: 'normal' } as const;
  return defineDevice({
    name,
    title,
    source,
    law: tableOf(law, nodesOf(device)),
    levels: Math.round(window / dw_min),
    ...(multiplied ? { c2c: dw_min_std, c2cOf: 'step' } : { c2c: (dw_min_std * dw_min) / window }),
    variation: { pulsesLtp: spread, pulsesLtd: spread },
  });
}
