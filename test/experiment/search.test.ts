import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policies } from '../../src/compensation/all-policies.ts';
import type { Policy, PolicySettings } from '../../src/compensation/policy.ts';
import type { Range } from '../../src/compensation/tunable.ts';
import { byScore, searchSettings } from '../../src/experiment/tune/search.ts';

const test = suite('search');

/** Best where both rates are largest. */
const score = ({ rate }: PolicySettings) => rate[0] + rate[1];

async function search({ name, settings, tunable }: Policy, trials: number, seed = 101) {
  return searchSettings({
    policy: name,
    start: settings,
    tunable,
    trials,
    seed,
    evaluate: async (tried) => ({ settings: tried, score: score(tried) }),
  });
}

const within = (range: Range, value: number) =>
  range.kind === 'choice' ? range.values.includes(value) : value >= range.low && value <= range.high;

test('the first trial is where the search begins; draws stay within the declared ranges', async () => {
  for (const policy of policies) {
    const [start, ...drawn] = (await search(policy, 30)).slice(0, 18);
    assert.equal(start.settings, policy.settings);
    const { rate, weightScale, balance, stop, eventRate, lineThreshold, decay } = policy.tunable;
    const { deadZone, transferRate } = policy.tunable;
    for (const { settings } of drawn) {
      for (const layer of [0, 1]) {
        assert.ok(within(rate[layer], settings.rate[layer]));
        assert.ok(within(weightScale[layer], settings.weightScale[layer]));
        assert.ok(deadZone === undefined || within(deadZone[layer], settings.deadZone[layer]));
        assert.ok(transferRate === undefined || within(transferRate[layer], settings.transferRate[layer]));
      }
      assert.ok(within(balance, settings.balance));
      assert.ok(stop === undefined || within(stop, settings.stop));
      assert.ok(eventRate === undefined || within(eventRate, settings.eventRate));
      assert.ok(decay === undefined || within(decay, settings.decay));
      assert.ok(lineThreshold === undefined || within(lineThreshold, settings.lineThreshold));
    }
  }
});

test('what a policy does not declare is never changed', async () => {
  for (const policy of policies) {
    const { rate: _, weightScale: __, balance: ___, ...others } = policy.settings;
    const fixed = Object.entries(others).filter(([key]) => !(key in policy.tunable));
    for (const { settings } of await search(policy, 20))
      for (const [key, value] of fixed) assert.equal(settings[key as keyof PolicySettings], value);
  }
});

test('after 60 % of the trials, neighbours of the best two: rates within a factor of 1.6', async () => {
  for (const policy of policies) {
    const trials = await search(policy, 20);
    trials.slice(12).forEach(({ settings }, i) => {
      const best = byScore(trials.slice(0, 12 + i)).slice(0, 2);
      const near = best.some(({ settings: { rate } }) =>
        rate.every((value, layer) => Math.abs(Math.log(settings.rate[layer] / value)) <= Math.log(1.61)),
      );
      assert.ok(near, policy.name);
    });
  }
});

test('the same policy and seed give the same trials; a longer search begins like a shorter one', async () => {
  const [policy, other] = policies;
  const show = (trials: Awaited<ReturnType<typeof search>>) => trials.map(({ settings }) => settings);
  assert.equal(show(await search(policy, 10)), show(await search(policy, 10)));
  assert.equal(show(await search(policy, 20)).slice(0, 6), show(await search(policy, 10)).slice(0, 6));
  assert.not.equal(show(await search(policy, 10, 102))[1], show(await search(policy, 10))[1]);
  assert.not.equal(show(await search(other, 10))[1].rate, show(await search(policy, 10))[1].rate);
});

test('one trial is a search', async () => {
  assert.is((await search(policies[0], 1)).length, 1);
  assert.is((await search(policies[0], 2)).length, 2);
});

test('of equals the earlier is the better', () => {
  const settings = policies[0].settings;
  const trials = [1, 2, 2].map((one, number) => ({ settings, score: one, number }));
  assert.equal(
    byScore(trials).map(({ number }) => number),
    [1, 2, 0],
  );
});

test.run();
