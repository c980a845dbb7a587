/** Where results go, whose reader may be gone, and which process may work where. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, memspike, SMALL } from './command.ts';

const test = suite('outputs');

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const TRAIN = ['train', ...SMALL, '--epochs', '1'];

/** The command line in bash, with what bash does with descriptors. */
function inShell(
  cwd: string,
  text: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const script = text.replaceAll('memspike', `'${process.execPath}' '${MAIN}'`);
  const child = spawn('bash', ['-c', script], { cwd, env: { ...process.env, NO_COLOR: '1' } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => (stdout += data));
  child.stderr.on('data', (data) => (stderr += data));
  return once(child, 'close').then(([code]) => ({ code, stdout, stderr }));
}

const words = TRAIN.join(' ');

test('a closed or ended stdout or stderr stops no computation', () =>
  inFolder(async (cwd) => {
    for (const [name, ending] of [
      ['a', '2>&-'],
      ['b', '>&-'],
      ['c', '| head -c 1'],
      ['d', '2> >(true)'],
      ['e', '2>/dev/full'],
    ]) {
      await inShell(cwd, `memspike ${words} --out ${name} ${ending}`);
      assert.match(
        await readFile(join(cwd, name, 'records.ndjson'), 'utf8'),
        /"digest":"[0-9a-f]{64}"\}\n$/,
        ending,
      );
    }
  }));

test('a full stdout is an error, and the run is kept', () =>
  inFolder(async (cwd) => {
    const { code, stderr } = await inShell(cwd, `memspike ${words} --out run >/dev/full`);
    assert.is(code, 2);
    assert.match(stderr, /memspike: train: stdout: cannot be written: no room is left on the disk\n/);
    assert.ok(readdirSync(join(cwd, 'run')).includes('records.ndjson'));
  }));

test('--json into a process of the shell, a folder, a full device', () =>
  inFolder(async (cwd) => {
    const through = await inShell(cwd, 'memspike device show pcmo --json >(cat > got.json) && sleep 0.2');
    assert.is(through.code, 0, through.stderr);
    assert.is(JSON.parse(await readFile(join(cwd, 'got.json'), 'utf8')).device.name, 'pcmo');
    mkdirSync(join(cwd, 'folder'));
    const folder = await memspike([...TRAIN, '--json', 'folder', '--out', 'run'], { cwd });
    assert.is(folder.code, 2);
    assert.match(folder.stderr, /memspike: train: folder: cannot be written: it is a folder\n/);
    assert.not.ok(readdirSync(cwd).includes('run'));
    const full = await memspike(['device', 'show', 'pcmo', '--json', '/dev/full'], { cwd });
    assert.is(full.code, 2);
    assert.match(full.stderr, /no room is left on the disk/);
  }));

for (const signal of ['SIGHUP', 'SIGTERM'] as const)
  test(`${signal} saves a checkpoint, as Ctrl-C does`, () =>
    inFolder(async (cwd) => {
      const child = spawn(process.execPath, [MAIN, 'train', ...SMALL, '--epochs', '200', '--out', 'run'], {
        cwd,
      });
      let said = '';
      child.stderr.on('data', (text) => {
        said += text;
        if (!child.killed && /epoch 1\/200/.test(said)) child.kill(signal);
      });
      const [code] = await once(child, 'close');
      assert.is(code, 130, said);
      assert.match(said, /the checkpoint is run.checkpoint\.bin/);
      const left = readdirSync(join(cwd, 'run')).filter((name) => /part$|^\.lock/.test(name));
      assert.equal(left, []);
    }, 900));

test('one folder has one process: the second is refused, and a killed one is in nobody’s way', () =>
  inFolder(async (cwd) => {
    const args = ['train', ...SMALL, '--epochs', '500', '--out', 'run'];
    const child = spawn(process.execPath, [MAIN, ...args], { cwd });
    let said = '';
    await new Promise<void>((resolve) =>
      child.stderr.on('data', (text) => {
        said += text;
        if (/epoch 1\/500/.test(said)) resolve();
      }),
    );
    const second = await memspike([...args, '--resume'], { cwd });
    assert.is(second.code, 2, second.stderr);
    assert.match(second.stderr, /run: another process is at work in this folder\n/);
    assert.match(second.stderr, new RegExp(`"process ${child.pid}"`));
    child.kill('SIGKILL');
    await once(child, 'close');
    writeFileSync(join(cwd, 'run', `config.json.${'0'.repeat(8)}-1-${'0'.repeat(8)}.part`), '');
    const third = await memspike([...args, '--resume'], { cwd, interruptAt: /resumed after/ });
    assert.is(third.code, 130, third.stderr);
    assert.equal(
      readdirSync(join(cwd, 'run')).filter((name) => name.startsWith('.lock')),
      [],
    );
  }, 900));

test.run();
