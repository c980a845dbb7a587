import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policies, resolvePolicy } from '../../src/compensation/all-policies.ts';
import type { Policy } from '../../src/compensation/policy.ts';
import { settingAt, withSetting } from '../../src/compensation/setting-path.ts';
import type { PolicySettings } from '../../src/compensation/settings.ts';
import type { Range } from '../../src/compensation/tunable.ts';
import { byScore, searchSettings } from '../../src/experiment/tune/search.ts';

const test = suite('search');

const at = (settings: PolicySettings, path: string) => settingAt(settings, path) ?? Number.NaN;
const ratesOf = (settings: PolicySettings) =>
  ['learning.rate', 'output.learning.rate'].map((path) => at(settings, path));

/** Best where both rates are largest. */
const score = (settings: PolicySettings) => ratesOf(settings).reduce((sum, rate) => sum + rate);

async function search({ name, alias = name, settings, tunable }: Policy, trials: number, seed = 101) {
  return searchSettings({
    policy: alias,
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
    for (const { settings } of drawn)
      for (const [path, range] of Object.entries(policy.tunable))
        assert.ok(within(range, at(settings, path)), `${policy.name}: ${path}`);
  }
});

test('what a policy does not declare is never changed', async () => {
  for (const policy of policies)
    for (const { settings } of await search(policy, 20)) {
      const restored = Object.keys(policy.tunable).reduce(
        (one, path) => withSetting(one, path, at(policy.settings, path)),
        settings,
      );
      const same = Object.keys(policy.tunable).reduce(
        (one, path) => withSetting(one, path, at(policy.settings, path)),
        policy.settings,
      );
      assert.equal(restored, same, policy.name);
    }
});

test('after 60 % of the trials, neighbours of the best two: rates within a factor of 1.6', async () => {
  for (const policy of policies) {
    const trials = await search(policy, 20);
    trials.slice(12).forEach(({ settings }, i) => {
      const best = byScore(trials.slice(0, 12 + i)).slice(0, 2);
      const near = best.some((one) =>
        ratesOf(one.settings).every(
          (value, k) => Math.abs(Math.log(ratesOf(settings)[k] / value)) <= Math.log(1.61),
        ),
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
  assert.not.equal(ratesOf(show(await search(other, 10))[1]), ratesOf(show(await search(policy, 10))[1]));
});

test('draws are those of docs/tuning.json: kept for every policy, trials 1, 11, 12 and 19 of 20', async () => {
  const kept = JSON.parse(
    readFileSync(new URL('../fixtures/search-draws.json', import.meta.url), 'utf8'),
  ) as Readonly<Record<string, readonly (readonly number[])[]>>;
  const arms = [...policies, resolvePolicy('linear-baseline'), resolvePolicy('ideal-baseline')];
  assert.equal(
    arms.map(({ name }) => name),
    Object.keys(kept),
  );
  for (const policy of arms) {
    const trials = await search(policy, 20);
    const drawn = [1, 11, 12, 19].map((k) =>
      Object.keys(policy.tunable).map((path) => at(trials[k].settings, path)),
    );
    assert.equal(drawn, kept[policy.name], policy.name);
  }
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
