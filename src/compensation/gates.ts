/**
 * The gates that policies are built from.
 *
 * - Stop-learning: a layer whose readout is sure of the label writes nothing (margin-based learning; for memristive
 *   arrays: Brivio et al. 2021 and the references there).
 * - Error trigger: class errors below a threshold are 0 (Payvand et al., arXiv 1910.06152; Chang et al., JETCAS 2018).
 * - Dead zone: summed modulators below a threshold are 0 (Chang et al., IEEE JETCAS 8:116, 2018: f_th of the error).
 * - Event servo: modulators below a threshold are 0, and the threshold follows a target share of events (Payvand et
 *   al., arXiv 1910.06152: rate-regulated error events; here θ ← θ·e^(0.02·(share - target)/target)).
 */

import type { Gate } from '../learning/gate.ts';
import { exp } from '../math/exp-log.ts';
import type { PolicySettings } from './policy.ts';

const SERVO_GAIN = 0.02;
/** Servo thresholds start here, and rise or fall within a few hundred presentations. */
const SERVO_START = 1e-3;

export function createGate(settings: PolicySettings, layers: number): Gate {
  const { deadZone, errorThreshold, eventRate, lineThreshold, stop } = settings;
  return {
    lineThreshold,
    ...(errorThreshold > 0 && { error: errorTrigger(errorThreshold) }),
    ...(stop < 1 && { confident: (probability) => probability > stop }),
    ...modulatorGate(deadZone, eventRate, layers),
  };
}

/** The dead zone first: what it takes out counts as no event. */
function modulatorGate(
  deadZone: PolicySettings['deadZone'],
  eventRate: number,
  layers: number,
): Pick<Gate, 'modulators' | 'state'> {
  const zone = deadZone.some((threshold) => threshold > 0) ? zeroWithin(deadZone, layers) : undefined;
  const servo = eventRate < 1 ? eventServo(eventRate, layers) : {};
  if (zone === undefined) return servo;
  return {
    ...servo,
    modulators(d, layer) {
      zone(d, layer);
      servo.modulators?.(d, layer);
    },
  };
}

function errorTrigger(threshold: number): NonNullable<Gate['error']> {
  return (error) => {
    for (let k = 0; k < error.length; k++) if (Math.abs(error[k]) < threshold) error[k] = 0;
  };
}

function zeroWithin(
  [hidden, output]: readonly [hidden: number, output: number],
  layers: number,
): NonNullable<Gate['modulators']> {
  return (d, layer) => {
    const threshold = layer === layers - 1 ? output : hidden;
    for (let i = 0; i < d.length; i++) if (Math.abs(d[i]) < threshold) d[i] = 0;
  };
}

function eventServo(target: number, layers: number): Pick<Gate, 'modulators' | 'state'> {
  const thresholds = new Float64Array(layers).fill(SERVO_START);
  return {
    state: thresholds,
    modulators(d, layer) {
      let events = 0;
      for (let i = 0; i < d.length; i++) {
        if (Math.abs(d[i]) < thresholds[layer]) d[i] = 0;
        else events++;
      }
      const share = events / d.length;
      thresholds[layer] *= exp((SERVO_GAIN * (share - target)) / target);
    },
  };
}
