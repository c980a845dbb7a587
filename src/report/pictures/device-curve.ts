/** Potentiation and depression curves of devices, and the step of a pulse at each conductance. */
import * as Plot from '@observablehq/plot';
import { counted, decimal } from '../text/words.ts';
import { grid, type Panel, type Picture, panelWidth } from './plot.ts';
import { FAINT, stroke } from './theme.ts';

/** A device driven by LTP pulses and then by LTD pulses. Conductances are normalised: 0 is Gmin, 1 is Gmax. */
export interface DeviceCurve {
  readonly name: string;
  /** [1 + ltpPulses + ltdPulses]: before the first pulse and after each. */
  readonly values: ArrayLike<number>;
  readonly ltpPulses: number;
  readonly ltdPulses: number;
  /** Conductance at which an LTP and an LTD pulse move the device by the same amount; undefined if there is none. */
  readonly symmetryPoint: number | undefined;
}

export interface DeviceCurveOptions {
  /** Draw the step per pulse beside each curve. Default: for up to four devices. */
  readonly steps?: boolean;
}

const LTP = stroke(0).colour;
const LTD = stroke(1).colour;
const HEIGHT = 230;

export function deviceCurves(
  devices: readonly DeviceCurve[],
  { steps = devices.length <= 4 }: DeviceCurveOptions = {},
): Picture {
  const panels: Panel[] = [];
  for (const device of devices) {
    panels.push(responsePanel(device));
    if (steps) panels.push(stepPanel(device));
  }
  return {
    title: devices.length === 1 ? `Pulse response of ${devices[0].name}` : 'Pulse response of the devices',
    subtitle:
      'Conductance is normalised: 0 is Gmin, 1 is Gmax. Dashed: the symmetry point, where an LTP and an LTD pulse ' +
      'move the device equally far and to which alternating pulses drive it.',
    legend: [
      { label: 'LTP pulses', colour: LTP, dash: undefined },
      { label: 'LTD pulses', colour: LTD, dash: undefined },
    ],
    panels,
    columns: 2,
  };
}

function responsePanel({ name, values: curve, ltpPulses, ltdPulses, symmetryPoint }: DeviceCurve): Panel {
  const values = Array.from(curve);
  const points = values.map((conductance, pulse) => ({ pulse, conductance }));
  const pulses = ltpPulses + ltdPulses;
  const marks: Plot.Markish[] = [grid('y')];
  if (symmetryPoint !== undefined) {
    marks.push(
      Plot.ruleY([symmetryPoint], { stroke: FAINT, strokeDasharray: '5 4' }),
      Plot.text([symmetryPoint], {
        x: middleOfHump(values, symmetryPoint),
        y: symmetryPoint,
        text: () => `symmetry point ${decimal(symmetryPoint, 2)}`,
        dy: symmetryPoint < 0.1 ? -10 : 11,
        fill: FAINT,
      }),
    );
  }
  marks.push(
    Plot.lineY(points.slice(0, ltpPulses + 1), { x: 'pulse', y: 'conductance', stroke: LTP, strokeWidth: 2 }),
    Plot.lineY(points.slice(ltpPulses), { x: 'pulse', y: 'conductance', stroke: LTD, strokeWidth: 2 }),
  );
  return {
    title: `${name}: ${counted(ltpPulses, 'LTP pulse')}, then ${ltdPulses.toString()} LTD`,
    options: {
      width: panelWidth(2),
      height: HEIGHT,
      marginTop: 24,
      marginLeft: 46,
      marginBottom: 40,
      marginRight: 14,
      x: { label: 'pulse number', labelAnchor: 'center', labelArrow: 'none', domain: [0, pulses], ticks: 5 },
      y: { label: 'conductance', labelArrow: 'none', domain: [0, 1], ticks: 5 },
      marks,
    },
  };
}

/** Halfway between the first and the last pulse at which the device is above `level`: there words keep clear of the curve. */
function middleOfHump(values: readonly number[], level: number): number {
  const first = values.findIndex((value) => value > level);
  const last = values.findLastIndex((value) => value > level);
  return first < 0 ? (values.length - 1) / 2 : (first + last) / 2;
}

/** |ΔG| of each pulse against the conductance it met. Where the two branches cross is the symmetry point. */
function stepPanel({ values: curve, ltpPulses, symmetryPoint }: DeviceCurve): Panel {
  const values = Array.from(curve);
  const points = values.slice(1).map((after, i) => ({
    before: values[i],
    step: Math.abs(after - values[i]),
    branch: i < ltpPulses ? LTP : LTD,
  }));
  const marks: Plot.Markish[] = [grid('y')];
  if (symmetryPoint !== undefined) {
    marks.push(Plot.ruleX([symmetryPoint], { stroke: FAINT, strokeDasharray: '5 4' }));
  }
  marks.push(Plot.dot(points, { x: 'before', y: 'step', fill: 'branch', r: 2 }));
  return {
    title: 'Step of one pulse',
    options: {
      width: panelWidth(2),
      height: HEIGHT,
      marginTop: 24,
      marginLeft: 52,
      marginBottom: 40,
      marginRight: 14,
      x: {
        label: 'conductance before the pulse',
        labelAnchor: 'center',
        labelArrow: 'none',
        domain: [0, 1],
        ticks: 5,
      },
      y: { label: '|ΔG| per pulse', labelArrow: 'none', ticks: 5, zero: true, nice: true },
      marks,
    },
  };
}
