/** What is written from records and schemas is what they say. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { policies, resolvePolicy } from '../../src/compensation/all-policies.ts';
import { settingRows } from '../../src/compensation/setting-facts.ts';
import { overlaySettings } from '../../src/compensation/settings.ts';
import { SETTINGS_PAGE, settingsPage } from '../../studies/settings/page.ts';
import { tuningPage } from '../../studies/tuning/page.ts';
import { RECORDS, type TuningRecord } from '../../studies/tuning/records.ts';
import { TUNED_MODULE, tunedModule } from '../../studies/tuning/tuned-module.ts';

const test = suite('pages of settings');

const textOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const records = JSON.parse(textOf(RECORDS)) as readonly TuningRecord[];

test('the settings that policies ship with are those of docs/tuning.json, and so is its page', () => {
  assert.is(textOf(TUNED_MODULE), tunedModule(records));
  assert.is(textOf('docs/tuning.md'), tuningPage(records));
});

test('every arm ships with what tuning chose, but for exact and the scales of ideal weights', () => {
  const others = ['exact', 'ideal-baseline'];
  for (const { policy: name, chosen, quiet } of records) {
    const { settings, quiet: shipped = {} } = resolvePolicy(name);
    const same = (one: object, other: object) =>
      JSON.stringify(overlaySettings(settings, one)) === JSON.stringify(overlaySettings(settings, other));
    assert.is(same(chosen, {}), !others.includes(name), name);
    if (name !== 'ideal-baseline') assert.ok(same(quiet, shipped), `${name} without noise`);
  }
});

test('docs/settings.md is what the schemas say', () => {
  assert.is(textOf(SETTINGS_PAGE), settingsPage());
});

test('every setting of every policy has a meaning, and a default unless it names a kind', () => {
  for (const { name, settings } of policies)
    for (const { path, meaning, fallback } of settingRows(settings)) {
      assert.ok(meaning, `${name}: ${path}`);
      assert.ok(path.endsWith('.kind') || fallback !== undefined, `${name}: ${path}`);
    }
});

test.run();
