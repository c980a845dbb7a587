/** What the live run says so far, in a sentence that its numbers hold. */
import { scoreInterval } from 'memspike/parts';
import type { Course } from '../state/course.ts';

export interface Verdict {
  readonly kind: 'waiting' | 'nothing' | 'close' | 'loses';
  readonly sentence: string;
  readonly detail: string;
}

interface VerdictOptions {
  readonly course: Pick<Course, 'lanes' | 'samples' | 'watched' | 'done'>;
  readonly classes: number;
  readonly policy: string;
}

/** Of 95 % of a normal distribution, both sides. */
const Z95 = 1.959964;

export function verdictOf({ classes, course, policy }: VerdictOptions): Verdict | undefined {
  const { lanes, samples, watched } = course;
  const tested = (lane: string) => lanes.find((one) => one.lane === lane)?.tested;
  const [ideal, plain, chosen] = [tested('ideal'), tested('plain'), tested('chosen')];
  if (ideal === undefined || chosen === undefined) return undefined;
  const after = `After ${samples.toLocaleString('en')} digits, on ${watched} test digits`;
  const numbers =
    `${after}: ideal weights ${percent(ideal)}, this device ${percent(chosen)}` +
    (plain === undefined ? '.' : ` with ${policy}, ${percent(plain)} without.`);
  const chance = 1 / classes;
  if (scoreInterval(ideal, watched)[0] <= chance)
    return {
      kind: 'nothing',
      sentence: 'Nothing is learnt yet, not even by ideal weights.',
      detail: numbers,
    };
  if (scoreInterval(chosen, watched)[0] <= chance)
    return {
      kind: 'nothing',
      sentence: 'This device learns nothing: its answers are no better than chance.',
      detail: numbers,
    };
  const loss = ideal - chosen;
  const half = Z95 * Math.sqrt((ideal * (1 - ideal) + chosen * (1 - chosen)) / watched);
  if (loss <= half)
    return {
      kind: 'close',
      sentence: 'So far it cannot be told apart from ideal weights.',
      detail: `${numbers} A difference below ${points(half)} points does not show on so few.`,
    };
  return {
    kind: 'loses',
    sentence: `It loses ${points(loss)} ± ${points(half)} points to ideal weights.`,
    detail: numbers,
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const points = (share: number) => (100 * share).toFixed(1);
