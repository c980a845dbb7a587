/** The handle on a branch: the ν that it asks for puts the middle of the branch where the hand is. */

import { pulseResponse } from 'memspike';
import { affineLaw } from 'memspike/parts';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { nuThrough } from '../../app/device/bend.ts';

const test = suite('handle of a branch');

const PULSES = 200;

for (const retracing of [false, true])
  test(`the middle of both branches goes where it is dragged${retracing ? ', retracing' : ''}`, () => {
    for (const moved of [0.5, 0.6, 0.75, 0.9, 0.98])
      for (const branch of ['ltp', 'ltd'] as const) {
        const at = branch === 'ltd' && !retracing ? 1 - moved : moved;
        const one = { nu: nuThrough(branch, at, retracing), pulses: PULSES };
        const law = affineLaw({ ltp: one, ltd: one, retracing });
        const [runs, start] = branch === 'ltp' ? [[PULSES / 2], 0] : [[-PULSES / 2], 1];
        const curve = pulseResponse({ law, c2c: 0, states: 0 }, runs, { start });
        assert.ok(
          Math.abs(curve[curve.length - 1] - at) < 1e-6,
          `${branch} ${at}: ${curve[curve.length - 1]}`,
        );
      }
  });

test.run();
