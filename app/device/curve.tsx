/** The pulse response: LTP up, LTD down again, with a handle on each branch that bends it. */
import { pulseResponse } from 'memspike';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Chart, pathOf, type Scales } from '../charts/chart.tsx';
import { changeBranch, device, law } from '../state/device.ts';
import { texts } from '../texts.ts';
import { nuThrough } from './bend.ts';

type BranchName = 'ltp' | 'ltd';

const { device: words } = texts;
/** Largest ν that the hand can reach; more can be typed. */
export const MOST_NU = 12;

export function DeviceCurve(): JSX.Element {
  const now = device.value;
  const { ltp, ltd } = pulsesOf();
  const curve = pulseResponse(now, [ltp, -ltd]);
  const noisy = now.c2c > 0 ? pulseResponse(now, [ltp, -ltd], { noise: true, seed: 1 }) : undefined;
  const points = (values: Float64Array, from: number, to: number) =>
    Array.from(values.subarray(from, to), (g, i) => [from + i, g] as const);
  const middle = Math.round(ltp / 2);
  const description =
    `Conductance over pulses. LTP: half of ${ltp} pulses take the device to ${percent(curve[middle])} of its range. ` +
    `LTD: half of ${ltd} pulses leave ${percent(curve[ltp + Math.round(ltd / 2)])}.`;
  return (
    <Chart
      name="device-curve"
      isMoved={law.value !== undefined}
      description={description}
      height={230}
      x={{ from: 0, to: ltp + ltd, label: words.pulse }}
      y={{ from: 0, to: 1, label: words.conductance }}
    >
      {(scales) => (
        <>
          {noisy && <path class="line faint" d={pathOf(points(noisy, 0, noisy.length), scales)} />}
          <path class="line ltp" d={pathOf(points(curve, 0, ltp + 1), scales)} />
          <path class="line ltd" d={pathOf(points(curve, ltp, curve.length), scales)} />
          <text class="name ltp" x={scales.x(ltp * 0.86)} y={scales.y(0.5)} text-anchor="end">
            {words.ltp}
          </text>
          <text class="name ltd" x={scales.x(ltp + ltd * 0.3)} y={scales.y(0.86)}>
            {words.ltd}
          </text>
          {law.value && (
            <>
              <Handle branch="ltp" scales={scales} at={[middle, curve[middle]]} />
              <Handle
                branch="ltd"
                scales={scales}
                at={[ltp + Math.round(ltd / 2), curve[ltp + Math.round(ltd / 2)]]}
              />
            </>
          )}
        </>
      )}
    </Chart>
  );
}

/** Pulses shown of each direction: from rail to rail, or as many as the device has levels. */
function pulsesOf(): { readonly ltp: number; readonly ltd: number } {
  const { levels } = device.value;
  const whole = (pulses: number) => Math.min(2000, Math.max(1, Math.round(pulses)));
  const now = law.value;
  return now === undefined
    ? { ltp: whole(levels || 100), ltd: whole(levels || 100) }
    : { ltp: whole(now.ltp.pulses), ltd: whole(now.ltd.pulses) };
}

interface HandleProps {
  readonly branch: BranchName;
  readonly scales: Scales;
  readonly at: readonly [pulse: number, conductance: number];
}

function Handle({ at: [pulse, g], branch, scales }: HandleProps): JSX.Element {
  const dragged = useRef(false);
  const { nu } = law.value![branch];
  const set = (value: number) => changeBranch(branch, { nu: Math.min(MOST_NU, Math.max(0, value)) });
  return (
    <g
      class={`handle ${branch}`}
      role="slider"
      tabindex={0}
      aria-label={words.nu(words[branch])}
      aria-valuemin={0}
      aria-valuemax={MOST_NU}
      aria-valuenow={Number(nu.toFixed(2))}
      onPointerDown={(event) => {
        dragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
        event.currentTarget.focus();
      }}
      onPointerMove={(event) => {
        if (!dragged.current) return;
        const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
        set(nuThrough(branch, scales.invertY(event.clientY - box.top), law.peek()!.retracing));
      }}
      onPointerUp={() => {
        dragged.current = false;
      }}
      onKeyDown={(event) => {
        const move = KEYS[event.key];
        if (move === undefined) return;
        event.preventDefault();
        // As it is now: keys may come faster than drawings.
        set(law.peek()![branch].nu + move);
      }}
    >
      <circle class="reach" cx={scales.x(pulse)} cy={scales.y(g)} r={22} />
      <circle class="knob" cx={scales.x(pulse)} cy={scales.y(g)} r={7} />
    </g>
  );
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowUp: 0.1,
  ArrowRight: 0.1,
  ArrowDown: -0.1,
  ArrowLeft: -0.1,
  PageUp: 1,
  PageDown: -1,
};

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
