/**
 * Devices with published update curves.
 *
 * Numbers (levels, labels, Ron, on/off ratio, pulses, cycle-to-cycle noise) are those of the MLP+NeuroSim V3.0
 * manual, Tables I–II, which collects them from the papers named in each `source`; also Chen, Peng, Yu, IEEE TCAD
 * 37:3067 (2018), Table I. The law follows from the labels by `lawFromLabels`; pulses from rail to rail equal the
 * levels where nothing else is said. Assumption: gMax = 1/Ron, Ron being the resistance of the most conductive state
 * at the read voltage. None of these sources gives device-to-device spread or stuck devices: presets have none.
 */

import { type Preset, presetOf } from './preset.ts';

const TABLE = 'MLP+NeuroSim V3.0 manual, Tables I–II';

export const neurosimPresets: readonly Preset[] = [
  /** Ag:a-Si: strongly asymmetric, LTD starts with twice LTP's largest step. */
  presetOf({
    name: 'ag-a-si',
    title: 'Ag:a-Si',
    source: `Jo et al., Nano Letters 10:1297–1301 (2010); ${TABLE}`,
    labels: { ltp: 2.4, ltd: -4.88 },
    levels: 97,
    c2c: 0.035,
    onOff: 12.5,
    gMax: 1 / 26e6,
    ltpPulse: { volts: 3.2, seconds: 300e-6 },
    ltdPulse: { volts: -2.8, seconds: 300e-6 },
  }),
  /** TaOx/TiO2: on/off ratio of only 2. The source gives c2c as "< 1 %"; the bound is used. */
  presetOf({
    name: 'taox-tio2',
    title: 'TaOx/TiO2',
    source: `Gao et al., Nanotechnology 26:455204 (2015); ${TABLE}`,
    labels: { ltp: 1.85, ltd: -1.79 },
    levels: 102,
    c2c: 0.01,
    onOff: 2,
    gMax: 1 / 5e6,
    ltpPulse: { volts: 3, seconds: 40e-3 },
    ltdPulse: { volts: -3, seconds: 10e-3 },
  }),
  /** TaOx/HfOx: nearly linear. The source gives one pulse (1.6 V, 50 ns) for both directions. */
  presetOf({
    name: 'taox-hfox',
    title: 'TaOx/HfOx',
    source: `Wu et al., "A methodology to improve linearity of analog RRAM for neuromorphic computing", IEEE VLSI Technology (2018); ${TABLE}`,
    labels: { ltp: 0.04, ltd: -0.63 },
    levels: 128,
    c2c: 0.037,
    onOff: 10,
    gMax: 1 / 100e3,
    ltpPulse: { volts: 1.6, seconds: 50e-9 },
    ltdPulse: { volts: 1.6, seconds: 50e-9 },
  }),
  /** PCMO: the strongest nonlinearity of the table. The source gives c2c as "< 1 %"; the bound is used. */
  presetOf({
    name: 'pcmo',
    title: 'PCMO',
    source: `Park et al., IEEE IEDM, 625–628 (2013); ${TABLE}`,
    labels: { ltp: 3.68, ltd: -6.76 },
    levels: 50,
    c2c: 0.01,
    onOff: 6.84,
    gMax: 1 / 23e6,
    ltpPulse: { volts: -2, seconds: 1e-3 },
    ltdPulse: { volts: 2, seconds: 1e-3 },
  }),
  /** AlOx/HfO2: 40 levels and the largest cycle-to-cycle noise of the table. */
  presetOf({
    name: 'alox-hfo2',
    title: 'AlOx/HfO2',
    source: `Woo et al., IEEE Electron Device Letters 37:994–997 (2016); ${TABLE}`,
    labels: { ltp: 1.94, ltd: -0.61 },
    levels: 40,
    c2c: 0.05,
    onOff: 4.43,
    gMax: 1 / 16.9e3,
    ltpPulse: { volts: 0.9, seconds: 100e-6 },
    ltdPulse: { volts: -1, seconds: 100e-6 },
  }),
  /**
   * GST phase-change memory. The source gives 100–120 levels: taken as 100 LTP and 120 LTD pulses from rail to rail,
   * and 100 levels. Its LTD label is printed without a minus, hence LTD retraces by NeuroSim's sign convention.
   */
  presetOf({
    name: 'gst-pcm',
    title: 'GST PCM',
    source: TABLE,
    labels: { ltp: 0.105, ltd: 2.4 },
    levels: 100,
    pulses: { ltp: 100, ltd: 120 },
    c2c: 0.015,
    onOff: 19.8,
    gMax: 1 / 4.71e3,
    ltpPulse: { volts: 0.7, seconds: 6e-6 },
    ltdPulse: { volts: 3, seconds: 125e-9 },
  }),
  /** EpiRAM (Ag in epitaxial SiGe): nearly linear, on/off ratio 50. */
  presetOf({
    name: 'epiram',
    title: 'EpiRAM (Ag:SiGe)',
    source: `Choi et al., Nature Materials 17:335–340 (2018); ${TABLE}`,
    labels: { ltp: 0.5, ltd: -0.5 },
    levels: 64,
    c2c: 0.02,
    onOff: 50.2,
    gMax: 1 / 81e3,
    ltpPulse: { volts: 5, seconds: 5e-6 },
    ltdPulse: { volts: -3, seconds: 5e-6 },
  }),
  /** HZO FeFET: nonlinear but symmetric, LTD retraces. The source gives c2c as "< 0.5 %"; the bound is used. */
  presetOf({
    name: 'hzo-fefet',
    title: 'HZO FeFET',
    source: `Jerry et al., IEEE IEDM, 6.2.1–6.2.4 (2017); ${TABLE}`,
    labels: { ltp: 1.75, ltd: 1.46 },
    levels: 32,
    c2c: 0.005,
    onOff: 45,
    gMax: 1 / 559e3,
    ltpPulse: { volts: 3.65, seconds: 75e-9 },
    ltdPulse: { volts: -2.95, seconds: 75e-9 },
  }),
];
