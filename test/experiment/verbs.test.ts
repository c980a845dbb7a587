/** The verbs of the library: plain options in, plain records out, and nothing that is given is ignored. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Dataset } from '../../src/data/dataset.ts';
import type { MemspikeError } from '../../src/errors.ts';
import { compare } from '../../src/experiment/compare/compare.ts';
import { summarise } from '../../src/experiment/compare/summary.ts';
import type { ExperimentInput } from '../../src/experiment/config/config.ts';
import { cutDataset } from '../../src/experiment/config/dataset.ts';
import { explain, planAttribution, summariseAttribution } from '../../src/experiment/explain/explain.ts';
import type { RunRecord } from '../../src/experiment/run/record.ts';
import { rememberingStore } from '../../src/experiment/run/runs.ts';
import { createSession } from '../../src/experiment/run/session.ts';
import { type TrainOptions, train } from '../../src/experiment/run/train.ts';
import { tune } from '../../src/experiment/tune/tune.ts';
import { findings } from '../../src/experiment/verdict/findings.ts';
import { syntheticDataset } from './synthetic.ts';

const test = suite('verbs');

const dataset = syntheticDataset({ train: 60, test: 20, flips: 15 });
const base = { network: { hidden: [8], steps: 10 }, training: { epochs: 1 } } as const;
const fromDisk = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

async function refusal(body: () => Promise<unknown>): Promise<MemspikeError> {
  try {
    await body();
  } catch (error) {
    return error as MemspikeError;
  }
  throw new Error('nothing was refused');
}

test('compare: records read back from disk give the same comparison and the same verdict', async () => {
  const store = rememberingStore();
  const options = { devices: ['pcmo'], policies: ['none', 'residual'], seeds: [1, 2], base, dataset };
  const { comparison, records, failures } = await compare({ ...options, store });
  assert.is(records.length, 8);
  assert.equal(failures, []);
  const back = fromDisk(records);
  assert.equal(summarise(back), comparison);
  assert.equal(fromDisk(findings(summarise(back))), fromDisk(findings(comparison)));
  const kept: boolean[] = [];
  const again = await compare({ ...options, store, onFinished: (_, wasKept) => kept.push(wasKept) });
  assert.equal(kept, new Array(8).fill(true));
  assert.equal(again.comparison, comparison);
});

test('explain: records read back from disk, in another order, give the same attribution', async () => {
  const options = { devices: ['pcmo'], policies: ['none'], noise: 'off', seeds: [1, 2], base } as const;
  const { attributions, records } = await explain({ ...options, dataset });
  const back = fromDisk([...records].reverse());
  assert.equal(summariseAttribution(planAttribution(options), back), attributions);
  assert.equal(
    attributions[0].effects.map(({ gainWithout }) => gainWithout?.runs.length),
    attributions[0].effects.map(() => 2),
  );
});

test('explain and compare: settings of the policy that `base` names reach no other', async () => {
  const own: ExperimentInput = {
    ...base,
    compensation: { policy: 'residual', settings: { gates: { 'stop-learning': { above: 0.5 } } } },
  };
  const { records } = await compare({
    devices: ['pcmo'],
    policies: ['none', 'residual'],
    seeds: [1],
    base: own,
    dataset,
  });
  const withOwn = records.filter(
    ({ config }) => JSON.stringify(config.compensation.settings.gates) === '{"stop-learning":{"above":0.5}}',
  );
  assert.equal(
    withOwn.map(({ config }) => config.compensation.policy),
    ['residual'],
  );
});

test('tune: training samples judge, the same search is the same, and test samples are never seen', async () => {
  const seen: number[] = [];
  const options = { policy: 'read-free-pair', devices: ['pcmo'], trials: 2, finalists: 1, base, dataset };
  const onFinished = (record: RunRecord) => seen.push(record.dataset.test);
  const first = await tune({ ...options, validation: 15, onFinished });
  assert.equal([...new Set(seen)], [15]);
  assert.equal(
    await tune({ ...options, validation: 15, dataset: { ...dataset, test: { ...dataset.test } } }),
    first,
  );
  assert.equal(fromDisk(first), first);
});

test('an option that a verb does not have is refused, with the one that is meant', async () => {
  for (const [verb, options] of [
    [train, { dataset, onprogress() {} }],
    [compare, { dataset, policys: ['none'] }],
    [explain, { dataset, device: ['pcmo'] }],
    [tune, { dataset, policy: 'none', devices: ['pcmo'], trial: 3 }],
  ] as const) {
    const { code, hint } = await refusal(() => (verb as (given: unknown) => Promise<unknown>)(options));
    assert.is(code, 'CONFIG');
    assert.match(hint ?? '', /did you mean "(onProgress|policies|devices|trials)"/);
  }
});

test('train: what stands beside a session is refused, since the session has its own', async () => {
  const session = await createSession({ config: (await train({ config: base, dataset })).config, dataset });
  for (const beside of [{ config: base }, { dataset }, { backend: 'reference' }]) {
    const { code, message } = await refusal(() => train({ session, ...beside } as unknown as TrainOptions));
    assert.is(code, 'CONFIG');
    assert.match(message, new RegExp(`train\\.${Object.keys(beside)[0]}`));
  }
});

test('train: a data set that does not fit together is refused by the part that does not', async () => {
  const { train: part } = dataset;
  const wrong: readonly (readonly [RegExp, unknown])[] = [
    [/not a data set/, undefined],
    [/no part "test"/, { ...dataset, test: undefined }],
    [/shape does not multiply/, { ...dataset, shape: [7, 8] }],
    [
      /train\.inputs is not a Uint8Array/,
      { ...dataset, train: { ...part, inputs: new Float32Array([Number.NaN]) } },
    ],
    [
      /train\.inputs is not 60 × 64 bytes long/,
      { ...dataset, train: { ...part, inputs: part.inputs.slice(1) } },
    ],
    [
      /label of train sample 2/,
      { ...dataset, train: { ...part, labels: Uint16Array.of(0, 1, 9, ...part.labels.slice(3)) } },
    ],
    [/train\.count/, { ...dataset, train: { ...part, count: Number.NaN } }],
    [/no train samples/, cutOf({ count: 0, inputs: new Uint8Array(), labels: new Uint16Array() })],
  ];
  for (const [problem, given] of wrong) {
    const { code, message } = await refusal(() => train({ config: base, dataset: given as Dataset }));
    assert.is(code, 'DATA', message);
    assert.match(message, problem);
  }
});

const cutOf = (train: Dataset['train']): Dataset => ({ ...dataset, train });

test('train: sizes that the configuration asks for have to be those of the data', async () => {
  const config: ExperimentInput = { ...base, dataset: { train: 30, test: 10 } };
  const { code, message } = await refusal(() => train({ config, dataset }));
  assert.is(code, 'DATA');
  assert.match(message, /dataset\.train[\s\S]*60[\s\S]*30[\s\S]*cutDataset/);
  const record = await train({ config, dataset: cutDataset(dataset, config.dataset ?? {}) });
  assert.equal([record.dataset.train, record.dataset.test], [30, 10]);
});

test('a signal stops each verb: ABORTED', async () => {
  const stopped = AbortSignal.abort();
  const devices = ['pcmo'];
  for (const run of [
    () => train({ config: base, dataset, signal: stopped }),
    () => compare({ devices, base, dataset, signal: stopped }),
    () => explain({ devices, base, dataset, signal: stopped }),
    () => tune({ policy: 'none', devices, base, dataset, signal: stopped }),
  ])
    assert.is((await refusal(run)).code, 'ABORTED');
});

test.run();
