/**
 * Event servo: only neurons whose modulator exceeds a threshold are updated, and the threshold follows a target share of
 * them: rate-regulated error events.
 *
 *   δ_i ← 0 where |Σδ_i| < θ;  θ ← θ·e^(gain·(share - target)/target) after every update
 */
import { exp } from '../../math/exp-log.ts';
import { option, positive, share } from '../../schema/option.ts';
import { defineGate } from './gate-kind.ts';

export const eventServo = defineGate({
  kind: 'event-servo',
  summary: 'a target share of the neurons is updated, those with the largest modulators',
  source: 'Payvand et al., arXiv 1910.06152 (rate-regulated error events); exponential servo: this project',
  options: {
    target: option(share, 0.15, 'share of the neurons whose modulator may pass; 1: all'),
    gain: option(positive, 0.02, 'how fast the threshold follows, in relative change per update'),
    start: option(positive, 1e-3, 'threshold before the first update, in summed modulators'),
  },
  memory: () => 1,
  prepare({ target, gain, start }, { memory }) {
    memory[0] = start;
    if (target === 1) return {};
    return {
      modulators(d) {
        const threshold = memory[0];
        let events = 0;
        for (let i = 0; i < d.length; i++) {
          if (Math.abs(d[i]) < threshold) d[i] = 0;
          else events++;
        }
        memory[0] = threshold * exp((gain * (events / d.length - target)) / target);
      },
    };
  },
});
