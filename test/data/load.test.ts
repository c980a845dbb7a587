import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { IDX_ROLES, idxNames } from '../../src/data/idx/names.ts';
import { loadDataset } from '../../src/data/load.ts';
import { tinyIdx } from './idx-fixture.ts';
import { inDirectory, rejection } from './support.ts';

const test = suite('load');

const seed = 1;

test('a directory of IDX files is read, compressed or not; a missing or wrong file is named with its path', () =>
  inDirectory(async (directory) => {
    const files = tinyIdx();
    for (const [i, role] of IDX_ROLES.entries()) {
      const name = idxNames(role)[i];
      await writeFile(join(directory, name), name.endsWith('.gz') ? gzipSync(files[role]) : files[role]);
    }
    const set = await loadDataset(directory, { seed });
    assert.match(set.id, /^idx:/);
    assert.equal([set.train.count, set.test.count, set.shape], [4, 2, [2, 3]]);
    await writeFile(join(directory, idxNames('testLabels')[0]), 'not one');
    const path = join(directory, 't10k-labels-idx1-ubyte');
    assert.ok(
      (await rejection(loadDataset(directory, { seed }))).message.startsWith(`${path}: magic number is`),
    );
    await mkdir(join(directory, 'none'));
    const missing = await rejection(loadDataset(join(directory, 'none'), { seed }));
    assert.match(missing.message, '4 of the four IDX files of MNIST are missing');
    const one = await rejection(loadDataset(path, { seed }));
    assert.match(one.message, 'give the directory of the four IDX files');
  }));

test('CSV files are read by their ending, with label, scaling and seed', () =>
  inDirectory(async (directory) => {
    const text = 'kind,x,y\n1,0,5\n1,10,5\n2,20,6\n2,30,6\n2,40,9\n';
    for (const name of ['a.csv', 'a.TSV', 'a.txt', 'a.csv.gz']) {
      await writeFile(join(directory, name), name.endsWith('.gz') ? gzipSync(text) : text);
      const set = await loadDataset(join(directory, name), { label: 'kind', scaling: 'common', seed });
      assert.equal([set.features, set.classNames, set.train.count, set.test.count], [2, ['1', '2'], 4, 1]);
    }
    await writeFile(join(directory, 'b.csv'), 'kind,x\n1,0\n1,z\n');
    const error = await rejection(loadDataset(join(directory, 'b.csv'), { label: 'kind', seed }));
    assert.ok(error.message.startsWith(`${join(directory, 'b.csv')}:3: column 2 (x) is "z"`));
  }));

test('"mnist-10k" is the digits of the mnist package', () =>
  inDirectory(async (cache) => {
    const set = await loadDataset('mnist-10k', { seed, mnist: { cache } });
    assert.equal([set.id, set.train.count, set.test.count], ['mnist-10k', 8000, 2000]);
  }));

test('what is not there or not understood says what is accepted', () =>
  inDirectory(async (directory) => {
    const gone = await rejection(loadDataset(join(directory, 'gone.csv'), { seed }));
    assert.is(gone.code, 'FILE');
    assert.match(
      gone.message,
      /gone\.csv" is neither a data set nor a file or directory\n {2}accepted: "mnist-10k"/,
    );
    assert.match((await rejection(loadDataset('mnist10k', { seed }))).message, 'did you mean "mnist-10k"?');
    assert.match((await rejection(loadDataset('mnist', { seed }))).message, 'did you mean "mnist-10k"?');
    await writeFile(join(directory, 'a.png'), '');
    const picture = await rejection(loadDataset(join(directory, 'a.png'), { seed }));
    assert.match(picture.message, /a\.png: not a kind of file that is understood\n {2}accepted:/);
    assert.is((await rejection(loadDataset('a\0b', { seed }))).code, 'FILE');
    assert.is((await rejection(loadDataset('', { seed }))).code, 'FILE');
    await mkdir(join(directory, 'c.csv.gz'));
    assert.match((await rejection(loadDataset(join(directory, 'c.csv.gz'), { seed }))).message, 'IDX files');
  }));

test('an aborted signal stops loading, before it begins and while it runs', () =>
  inDirectory(async (directory) => {
    const source = join(directory, 'a.csv');
    await writeFile(source, '1,a\n1,a\n2,b\n2,b\n');
    const before = await rejection(loadDataset(source, { seed, signal: AbortSignal.abort() }));
    assert.is(before.code, 'ABORTED');
    const control = new AbortController();
    const running = rejection(loadDataset(source, { seed, signal: control.signal }));
    control.abort();
    assert.is((await running).code, 'ABORTED');
  }));

test.run();
