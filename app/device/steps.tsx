/** What one pulse does at each conductance, where LTP and LTD balance, and where random pulses leave the device. */
import { pulseResponse, stationaryDensity, symmetryPoint } from 'memspike';
import { stepSize } from 'memspike/parts';
import type { JSX } from 'preact';
import { Chart, pathOf } from '../charts/chart.tsx';
import { device } from '../state/device.ts';
import { texts } from '../texts.ts';

const { device: words } = texts;
const POINTS = 100;
const grid = Array.from({ length: POINTS + 1 }, (_, i) => i / POINTS);

export function StepSizes(): JSX.Element {
  const { law } = device.value;
  const steps = grid.map((g) => stepSize(law, g));
  const most = Math.max(...steps.flatMap(({ down, up }) => [up, down]), 1e-6) * 108;
  const point = symmetryPoint(law);
  const description =
    `Step of one LTP and one LTD pulse over conductance, from ${percent(steps[0].up)} and ${percent(steps[0].down)} ` +
    `at the lower rail to ${percent(steps[POINTS].up)} and ${percent(steps[POINTS].down)} at the upper; ` +
    (point === undefined ? words.noSymmetryPoint : `${words.symmetryPoint} at ${percent(point)}.`);
  return (
    <Chart
      name="step-sizes"
      description={description}
      height={170}
      x={{ from: 0, to: 1, label: words.conductance, ticks: 4 }}
      y={{ from: 0, to: most, label: words.step, ticks: 4 }}
    >
      {(scales) => (
        <>
          <path
            class="line ltp"
            d={pathOf(
              grid.map((g, i) => [g, 100 * steps[i].up]),
              scales,
            )}
          />
          <path
            class="line ltd"
            d={pathOf(
              grid.map((g, i) => [g, 100 * steps[i].down]),
              scales,
            )}
          />
          {point !== undefined && (
            <g class="mark">
              <line x1={scales.x(point)} x2={scales.x(point)} y1={scales.y(0)} y2={scales.y(most)} />
              <text
                x={scales.x(point)}
                dx={point > 0.6 ? -5 : 5}
                y={scales.y(most)}
                dy="0.9em"
                text-anchor={point > 0.6 ? 'end' : 'start'}
              >
                {words.symmetryPoint} {point.toFixed(2)}
              </text>
            </g>
          )}
        </>
      )}
    </Chart>
  );
}

export function Stationary(): JSX.Element {
  const density = stationaryDensity(device.value, POINTS);
  const most = Math.max(...density) * 1.08;
  const mean =
    density.reduce((sum, p, i) => sum + (p * (i + 0.5)) / POINTS, 0) / density.reduce((a, b) => a + b, 0);
  const points = Array.from(density, (p, i) => [(i + 0.5) / POINTS, p] as const);
  return (
    <Chart
      name="stationary-distribution"
      description={`Distribution of the conductance after very many random pulses of both signs; its mean is ${percent(mean)} of the range.`}
      height={170}
      x={{ from: 0, to: 1, label: words.conductance, ticks: 4 }}
      y={{ from: 0, to: most, label: words.density, ticks: 3 }}
    >
      {(scales) => (
        <path
          class="area"
          d={`${pathOf(points, scales)}L${scales.x(1 - 0.5 / POINTS)} ${scales.y(0)}L${scales.x(0.5 / POINTS)} ${scales.y(0)}Z`}
        />
      )}
    </Chart>
  );
}

/** The curve as rows for a spreadsheet. */
export function curveRows(): readonly (readonly [pulse: number, conductance: number])[] {
  const { gMax, levels, onOff } = device.value;
  const pulses = Math.max(1, Math.round(levels));
  const gMin = gMax / onOff;
  return Array.from(
    pulseResponse(device.value, [pulses, -pulses]),
    (g, i) => [i, gMin + g * (gMax - gMin)] as const,
  );
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
