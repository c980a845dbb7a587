/**
 * A pulse law given by its steps: what one pulse moves a device at conductances equally spaced from Gmin to Gmax, and
 * linearly between them. Any law of which the step depends on the state alone can be written so: look-up tables
 * (CrossSim), exponential, power and piecewise steps (aihwkit; `tableOf` in laws/table-of.ts).
 */
import { MemspikeError } from '../../errors.ts';

export interface TableLaw {
  readonly kind: 'table';
  /** Size of one LTP pulse, in shares of the range, at the nodes; at least 2 of them, ≥ 0. */
  readonly ltp: readonly number[];
  /** Size of one LTD pulse, at the same nodes. */
  readonly ltd: readonly number[];
}

const MOST_NODES = 4096;
/** Pulses after which a device is taken never to reach a rail. */
const WITHOUT_END = 1e6;

export function tableLaw({
  ltp,
  ltd,
}: {
  readonly ltp: readonly number[];
  readonly ltd: readonly number[];
}): TableLaw {
  for (const [where, steps] of [
    ['law.ltp', ltp],
    ['law.ltd', ltd],
  ] as const) {
    if (!Array.isArray(steps) || steps.length < 2 || steps.length > MOST_NODES)
      throw new MemspikeError('DEVICE', 'a table needs its steps at equally spaced conductances', {
        where,
        received: Array.isArray(steps) ? `${steps.length} steps` : steps,
        accepted: `a list of 2 to ${MOST_NODES} numbers`,
      });
    steps.forEach((step, k) => {
      if (!(Number.isFinite(step) && step >= 0 && step <= 1))
        throw new MemspikeError('DEVICE', 'a step out of range', {
          where: `${where}.${k}`,
          received: step,
          accepted: '0 to 1, a share of the range',
          hint: 'LTD steps are given by their size, without a sign',
        });
    });
  }
  if (ltp.length !== ltd.length)
    throw new MemspikeError('DEVICE', 'LTP and LTD have other numbers of steps', {
      where: 'law.ltd',
      received: `${ltd.length} steps`,
      accepted: `${ltp.length}, as law.ltp has`,
    });
  return { kind: 'table', ltp: [...ltp], ltd: [...ltd] };
}

/** Size of one pulse of a direction at g, before the clip. */
export function tableStep(steps: readonly number[], g: number): number {
  const last = steps.length - 1;
  const place = Math.min(Math.max(g, 0), 1) * last;
  const node = Math.min(Math.floor(place), last - 1);
  return steps[node] + (place - node) * (steps[node + 1] - steps[node]);
}

/** The conductance after n ≥ 0 pulses: whole pulses one by one, what is left of n as a share of the next. */
export function tablePulses(law: TableLaw, g: number, n: number, direction: 'ltp' | 'ltd'): number {
  const [steps, sign] = direction === 'ltp' ? [law.ltp, 1] : [law.ltd, -1];
  let at = g;
  for (let left = Math.min(n, WITHOUT_END); left > 0; left--) {
    const next = at + sign * Math.min(left, 1) * tableStep(steps, at);
    at = Math.min(Math.max(next, 0), 1);
    if (at === (sign > 0 ? 1 : 0)) break;
  }
  return at;
}

/** The real number of pulses, ≥ 0, from g to `target`; infinite where it is not reached. */
export function tablePulsesTo(law: TableLaw, g: number, target: number): number {
  const direction = target > g ? 'ltp' : 'ltd';
  const steps = law[direction];
  let at = g;
  for (let n = 0; n < WITHOUT_END; n++) {
    const step = tableStep(steps, at);
    const left = Math.abs(target - at);
    if (step >= left) return n + (left === 0 ? 0 : left / step);
    if (step === 0) break;
    at += direction === 'ltp' ? step : -step;
  }
  return Number.POSITIVE_INFINITY;
}

/** The lowest conductance towards which pulses of both signs pull: LTP larger below it, LTD above. */
export function tableSymmetryPoint({ ltp, ltd }: Pick<TableLaw, 'ltp' | 'ltd'>): number | undefined {
  const last = ltp.length - 1;
  for (let k = 0; k < last; k++) {
    const [here, there] = [ltp[k] - ltd[k], ltp[k + 1] - ltd[k + 1]];
    if (here > 0 && there <= 0) return (k + here / (here - there)) / last;
  }
  return undefined;
}
