/** Made by studies/tuning/write.ts from docs/tuning.json: settings that tuning found, by policy. */
import type { SettingsInput } from './settings.ts';

export interface TunedSettings {
  readonly settings: SettingsInput;
  /** For devices without cycle-to-cycle noise, where others are better there. */
  readonly quiet?: SettingsInput;
}

export const tuned = {
  none: {
    settings: { cell: { weightScale: 0.372 }, learning: { balance: 0.125, rate: 0.00658 }, output: { cell: { weightScale: 1.48 }, learning: { rate: 0.0012 } } },
  },
  'symmetry-point': {
    settings: { cell: { weightScale: 0.816 }, learning: { balance: 0.371, rate: 0.0274 }, output: { cell: { weightScale: 2.58 }, learning: { rate: 0.00114 } } },
  },
  'zero-shift': {
    settings: { cell: { weightScale: 0.591 }, learning: { balance: 0.204, rate: 0.0131 }, output: { cell: { weightScale: 0.696 }, learning: { rate: 0.000828 } } },
  },
  complementary: {
    settings: { cell: { weightScale: 1.61 }, learning: { balance: 0.165, rate: 0.0184 }, output: { cell: { weightScale: 0.669 }, learning: { rate: 0.000487 } } },
    quiet: { cell: { weightScale: 2 }, learning: { balance: 0.25, rate: 0.02 }, output: { cell: { weightScale: 1 }, learning: { rate: 0.0005 } } },
  },
  alternating: {
    settings: { cell: { weightScale: 2.03 }, learning: { balance: 0.157, rate: 0.0384 }, output: { cell: { weightScale: 0.658 }, learning: { rate: 0.000529 } } },
  },
  'matched-gain': {
    settings: { cell: { weightScale: 1 }, learning: { balance: 0.25, rate: 0.0275 }, output: { cell: { weightScale: 1 }, learning: { rate: 0.00119 } } },
  },
  'dead-zone': {
    settings: { cell: { weightScale: 1 }, gates: { 'dead-zone': { threshold: 0.116 }, 'line-threshold': { rate: 0 } }, learning: { balance: 0.4, rate: 0.0184 }, output: { cell: { weightScale: 0.5 }, gates: { 'dead-zone': { threshold: 0.177 } }, learning: { rate: 0.00015 } } },
  },
  threshold: {
    settings: { cell: { weightScale: 1.34 }, gates: { 'event-servo': { target: 0.118 }, 'line-threshold': { rate: 0.02 } }, learning: { balance: 0.298, rate: 0.0302 }, output: { cell: { weightScale: 0.822 }, learning: { rate: 0.00039 } } },
    quiet: { cell: { weightScale: 2 }, gates: { 'event-servo': { target: 0.15 }, 'line-threshold': { rate: 0.02 } }, learning: { balance: 0.25, rate: 0.02 }, output: { cell: { weightScale: 1 }, learning: { rate: 0.0005 } } },
  },
  ternary: {
    settings: { cell: { weightScale: 2 }, gates: { 'event-servo': { target: 0.02 }, 'line-threshold': { rate: 0.05 } }, learning: { balance: 0.25, rate: 0.02 }, output: { cell: { weightScale: 1 }, learning: { rate: 0.0005 } } },
  },
  annealing: {
    settings: { cell: { weightScale: 1.19 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.235, decay: 0.1, rate: 0.042 }, output: { cell: { weightScale: 0.813 }, learning: { rate: 0.00113 } } },
    quiet: { cell: { weightScale: 1.27 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.25, decay: 0.1, rate: 0.0412 }, output: { cell: { weightScale: 0.743 }, learning: { rate: 0.001 } } },
  },
  'error-diffusion': {
    settings: { cell: { weightScale: 0.5 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.4, rate: 0.00709 }, output: { cell: { weightScale: 0.5 }, learning: { rate: 0.00014 } } },
    quiet: { cell: { weightScale: 1.27 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.25, rate: 0.02 }, output: { cell: { weightScale: 0.743 }, learning: { rate: 0.0005 } } },
  },
  'read-free-pair': {
    settings: { cell: { weightScale: 1.27 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.259, rate: 0.0206 }, output: { cell: { weightScale: 0.743 }, learning: { rate: 0.0005 } } },
  },
  'multi-device': {
    settings: { cell: { weightScale: 0.999 }, gates: { 'stop-learning': { above: 0.95 } }, learning: { balance: 0.161, rate: 0.00654 }, output: { cell: { weightScale: 1.93 }, learning: { rate: 0.000887 } } },
    quiet: { cell: { weightScale: 4 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.25, rate: 0.02 }, output: { cell: { weightScale: 2 }, learning: { rate: 0.0005 } } },
  },
  'multi-device-eight': {
    settings: { cell: { weightScale: 2.21 }, gates: { 'stop-learning': { above: 0.8 } }, learning: { balance: 0.35, rate: 0.0187 }, output: { cell: { weightScale: 1.11 }, learning: { rate: 0.000158 } } },
  },
  buffer: {
    settings: { cell: { weightScale: 1.13 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.298, rate: 0.0101 }, output: { cell: { weightScale: 0.679 }, learning: { rate: 0.000423 } } },
  },
  'low-rank': {
    settings: { cell: { weightScale: 0.795 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.23, rate: 0.00929 }, output: { cell: { weightScale: 1.12 }, learning: { rate: 0.000626 } } },
  },
  'shared-residual': {
    settings: { cell: { weightScale: 1.52 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.223, rate: 0.0199 }, output: { cell: { weightScale: 0.645 }, learning: { rate: 0.000344 } } },
  },
  'shared-residual-multi': {
    settings: { cell: { weightScale: 1.84 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.204, rate: 0.00983 }, output: { cell: { weightScale: 0.593 }, learning: { rate: 0.000211 } } },
  },
  residual: {
    settings: { cell: { weightScale: 0.636 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.161, rate: 0.00547 }, output: { cell: { weightScale: 1.26 }, learning: { rate: 0.000261 } } },
    quiet: { cell: { weightScale: 2 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.25, rate: 0.02 }, output: { cell: { weightScale: 1 }, learning: { rate: 0.0005 } } },
  },
  'residual-multi': {
    settings: { cell: { weightScale: 1 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.161, rate: 0.00547 }, output: { cell: { weightScale: 1 }, learning: { rate: 0.000261 } } },
    quiet: { cell: { weightScale: 1.38 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.189, rate: 0.0081 }, output: { cell: { weightScale: 0.858 }, learning: { rate: 0.000178 } } },
  },
  'mixed-precision': {
    settings: { cell: { weightScale: 0.427 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.248, rate: 0.0101 }, output: { cell: { weightScale: 0.469 }, learning: { rate: 0.00016 } } },
  },
  'one-sided': {
    settings: { cell: { weightScale: 0.959 }, gates: { 'stop-learning': { above: 0.95 } }, learning: { balance: 0.195, rate: 0.0194 }, output: { cell: { weightScale: 0.42 }, learning: { rate: 0.000104 } } },
  },
  inverse: {
    settings: { cell: { weightScale: 0.5 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.4, rate: 0.0144 }, output: { cell: { weightScale: 0.5 }, learning: { rate: 0.000919 } } },
  },
  'program-verify': {
    settings: { cell: { weightScale: 0.818 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.165, rate: 0.0244 }, output: { cell: { weightScale: 0.825 }, learning: { rate: 0.000569 } } },
  },
  'tiki-taka': {
    settings: { cell: { weightScale: 0.81 }, learning: { balance: 0.162, rate: 0.2 }, organisation: { rate: 0.0043 }, output: { cell: { weightScale: 0.823 }, learning: { rate: 0.0053 }, organisation: { rate: 0.0062 } } },
    quiet: { cell: { weightScale: 1.42 }, learning: { balance: 0.276, rate: 0.185 }, organisation: { rate: 0.00601 }, output: { cell: { weightScale: 0.696 }, learning: { rate: 0.00584 }, organisation: { rate: 0.00458 } } },
  },
  'tiki-taka-filtered': {
    settings: { cell: { weightScale: 1.01 }, learning: { balance: 0.218, rate: 0.229 }, organisation: { rate: 0.00641 }, output: { cell: { weightScale: 1.57 }, learning: { rate: 0.00848 }, organisation: { rate: 0.00535 } } },
  },
  'tiki-taka-dynamic': {
    settings: { cell: { weightScale: 0.536 }, learning: { balance: 0.382, rate: 0.493 }, organisation: { rate: 0.00461 }, output: { cell: { weightScale: 0.699 }, learning: { rate: 0.00516 }, organisation: { rate: 0.00519 } } },
    quiet: { cell: { weightScale: 0.543 }, learning: { balance: 0.413, rate: 0.431 }, organisation: { rate: 0.00536 }, output: { cell: { weightScale: 0.478 }, learning: { rate: 0.00477 }, organisation: { rate: 0.00641 } } },
  },
  'periodic-carry': {
    settings: { cell: { weightScale: 0.572 }, learning: { balance: 0.443, rate: 0.0435 }, output: { cell: { weightScale: 2.44 }, learning: { rate: 0.000252 } } },
    quiet: { cell: { weightScale: 0.5 }, learning: { balance: 0.1, rate: 0.0403 }, output: { cell: { weightScale: 0.5 }, learning: { rate: 0.000528 } } },
  },
  exact: {
    settings: { cell: { weightScale: 0.5 }, learning: { balance: 0, rate: 0.0181 }, output: { cell: { weightScale: 2 }, learning: { rate: 0.000206 } } },
    quiet: { cell: { weightScale: 0.51 }, learning: { balance: 0.043, rate: 0.0152 }, output: { cell: { weightScale: 1.69 }, learning: { rate: 0.000307 } } },
  },
  'linear-baseline': {
    settings: { cell: { weightScale: 0.302 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.191, rate: 0.0163 }, output: { cell: { weightScale: 0.433 }, learning: { rate: 0.000542 } } },
    quiet: { cell: { weightScale: 0.5 }, gates: { 'stop-learning': { above: 0.9 } }, learning: { balance: 0.25, rate: 0.0128 }, output: { cell: { weightScale: 0.5 }, learning: { rate: 0.000603 } } },
  },
  'ideal-baseline': {
    settings: { cell: { weightScale: 0.87 }, learning: { balance: 0.167, rate: 0.023 }, output: { cell: { weightScale: 0.761 }, learning: { rate: 0.000494 } } },
  },
} satisfies Readonly<Record<string, TunedSettings>>;
