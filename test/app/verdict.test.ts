/** The sentence of the live run against its numbers. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { verdictOf } from '../../app/verdict/verdict.ts';

const test = suite('verdict of the explorer');

const lane = (name: 'ideal' | 'plain' | 'chosen', tested?: number) => ({
  lane: name,
  running: 0,
  tested,
  pulsesPerSample: 0,
});

const said = (ideal: number, chosen: number, watched = 500) =>
  verdictOf({
    course: {
      lanes: [lane('ideal', ideal), lane('plain', 0.5), lane('chosen', chosen)],
      samples: 1000,
      watched,
      done: false,
    },
    classes: 10,
    policy: 'residual',
  });

test('nothing is said before both were tested', () => {
  const course = { lanes: [lane('ideal', 0.9), lane('chosen')], samples: 10, watched: 500, done: false };
  assert.is(verdictOf({ course, classes: 10, policy: 'none' }), undefined);
});

test('chance is told first: of ideal weights, then of the device', () => {
  assert.match(said(0.12, 0.11)!.sentence, /Nothing is learnt yet, not even by ideal weights/);
  assert.match(said(0.93, 0.12)!.sentence, /learns nothing/);
  // 30 test digits do not tell 20 % from 10 %.
  assert.is(said(0.93, 0.2, 30)!.kind, 'nothing');
  assert.is(said(0.93, 0.2, 500)!.kind, 'loses');
});

test('a loss is claimed if and only if it is larger than its interval', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      (ideal, chosen) => {
        const { kind, sentence } = said(ideal, chosen)!;
        const half = 1.959964 * Math.sqrt((ideal * (1 - ideal) + chosen * (1 - chosen)) / 500);
        assert.is(kind, ideal - chosen > half ? 'loses' : 'close');
        if (kind === 'loses')
          assert.match(
            sentence,
            `loses ${(100 * (ideal - chosen)).toFixed(1)} ± ${(100 * half).toFixed(1)} points`,
          );
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test.run();
