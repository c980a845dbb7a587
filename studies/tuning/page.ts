/** docs/tuning.md: how the settings that policies ship with were found. */
import { BUDGET } from './budget.ts';
import type { TuningRecord } from './records.ts';

export function tuningPage(records: readonly TuningRecord[]): string {
  const { devices, finalists, trials, validation } = BUDGET;
  const rows = records.map(({ chosen, policy, quiet, quietScore, score, scores }) => {
    const list = scores.map((one) => one.toFixed(2)).join(' ');
    const best = Math.max(...scores).toFixed(2);
    return `| \`${policy}\` | ${scores[0].toFixed(2)} | ${best} | ${score.toFixed(2)} | \`${JSON.stringify(chosen)}\` | ${quietScore.toFixed(2)} | \`${JSON.stringify(quiet)}\` | ${list} |`;
  });
  return [
    '# How the arms were tuned',
    '',
    `Written by \`node --import tsx studies/tuning/tune.ts\`, from [tuning.json](tuning.json). Every arm, naive and baselines included, had the same budget: ${trials} settings on one seed (where it begins, random draws, perturbations of the best two), each trained on ${devices.join(', ')} (linear counterparts for the linear baseline, ideal weights for the ideal one) with cycle-to-cycle noise, for 3 epochs on 6400 images of mnist-10k; then the best ${finalists} again with a second seed and without noise. For devices without noise, these ${finalists} and the settings it began with were compared without noise. Score: mean of hidden and output accuracy on ${validation} validation images, in percent. No test image was used. Tuned were the learning rates, the weight scales, the balance of LTP and LTD, and what else a policy declares (\`memspike policy show\`). One setting serves all devices: none is tuned to a device.`,
    '',
    'Limits: one validation split of 1600 images (standard error about 0.6 points a run), two seeds, a search of this size finds good settings and not the best; differences below half a point between arms say nothing. Where a search begins is not blind either: before it, on the same validation images, some settings were tried by hand, about twenty of `multi-device-eight`, ten of the Tiki-Taka arms, three each of `residual-multi`, `shared-residual-multi` and `low-rank`, none to two of the others.',
    '',
    '| arm | beginning | best of the search | chosen, all runs | chosen settings | chosen without noise | settings without noise | scores of the search |',
    '|---|---:|---:|---:|---|---:|---|---|',
    ...rows,
    '',
    'Two changes came after first figures on the test images had been seen, both decided on validation images alone: that devices without noise have settings of their own, and, for `exact`, that its chosen output rate was too low for noisy devices. Three more settings of `exact` were tried on the same validation images with noise (two devices, two seeds); shipped is rate 0.0181 and 0.0005 with balance 0.167, which scored 92.8 against 92.6. A third change: `shared-residual-multi` was tuned with four devices per polarity and ships with eight, at the same settings, after its first test figures; on the validation images (five devices, two seeds) its output accuracy rose from 92.0 to 92.5 on average. The same change of `residual-multi` moved nothing (92.6 and 92.7) and was not made.',
    '',
  ].join('\n');
}
