/** Networks that linear memory, or the machine, cannot hold: what a user is told. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, memspike, SMALL } from './command.ts';

const test = suite('memory of the command line');

const train = (cwd: string, ...flags: string[]) => memspike(['train', ...SMALL, ...flags], { cwd });

const POLICIES = ['none', 'residual', 'exact', 'multi-device-eight', 'tiki-taka', 'periodic-carry'];

for (const policy of POLICIES)
  test(`${policy}: over 4 GiB it is refused at once, with the number of synapses that would fit`, () =>
    inFolder(async (cwd) => {
      const flags = ['--policy', policy, '--hidden', '20000,20000', '--out', 'large'];
      const { code, stdout, stderr } = await train(cwd, ...flags);
      assert.is(code, 1);
      assert.is(stdout, '');
      assert.match(stderr, /memspike: train: the network does not fit into the 4 GiB of Wasm memory\n/);
      assert.match(stderr, /received: "[\d.]+ GiB for 400300000 synapses"\n/);
      const [, millions, bytes] =
        /up to 4 GiB: about ([\d.]+) million synapses of (\d+) bytes/.exec(stderr) ?? [];
      assert.ok(Number(bytes) >= 20);
      assert.ok(Math.abs(Number(millions) * Number(bytes) - 4295) < 0.06 * 4295, stderr);
      assert.match(stderr, /hint: fewer or smaller layers/);
      assert.not.ok(existsSync(join(cwd, 'large', 'checkpoint.bin')));
    }));

test('a machine that has less is told how much was asked for', () =>
  inFolder(async (cwd) => {
    if (process.platform !== 'linux')
      return void process.stdout.write('\nskipped: only Linux limits the address space of a process\n');
    // Enough for Node, not for a Wasm memory, around which V8 keeps 8 GiB of addresses free.
    const limited = { cwd, addressSpace: 6_000_000 };
    const { code, stderr } = await memspike(['train', ...SMALL, '--hidden', '4000,4000'], limited);
    assert.is(code, 1, stderr);
    assert.match(
      stderr,
      /memspike: train: this machine did not give the linear memory that the network needs\n/,
    );
    assert.match(stderr, /received: "\d{3} MiB"/);
    assert.match(stderr, /hint: smaller layers, fewer devices per synapse, or fewer workers/);
  }));

test.run();
