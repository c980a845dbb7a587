/**
 * npm run mutate: tests the tests of the kernels. Every mutation below is one small fault in assembly/; a build that
 * holds it must turn test/kernels red. A mutation whose text is no longer found, or a suite that is red without one,
 * is an error too.
 *
 *   node scripts/mutate.js [part of a file name or description …]   --jobs=2
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const TSX = import.meta.resolve('tsx');
const LIMIT_MS = 120_000;

/** [file, text, replacement, target]: the first occurrence of the text is replaced; simd unless a target is named. */
const MUTATIONS = [
  ['constants', '0x7feb352d', '0x7feb352f'],
  ['constants', '0x0da24260', '0x3da24260'],
  ['encode', 'f32x4.lt(u, v128.load(rates + k))', 'f32x4.le(u, v128.load(rates + k))'],
  ['encode', 'v128.and(spiking, one)', 'v128.or(spiking, one)'],
  ['encode', 'rowKey0(k0, t)', 'rowKey0(k0, t + 1)'],
  ['encode', 'memory.fill(counts, 0, padded)', 'memory.fill(counts, 0, 0)'],
  ['encode', 'phase >= 1', 'phase > 1'],
  ['encode', 'phase -= 1', 'phase = 0'],
  ['encode', 'floor<f32>((1 - load', 'ceil<f32>((1 - load'],
  ['encode', '< load<f32>(rates + k)', '<= load<f32>(rates + k)', 'scalar'],
  ['lif', 'f32x4.gt(uv, thetas)', 'f32x4.ge(uv, thetas)'],
  ['lif', 'broadcastFloat(1 - alpha)', 'broadcastFloat(1)'],
  ['lif', 'reset == 1', 'reset != 2'],
  ['lif', 'qv = v128.andnot(qv, fired)', 'qv = qv'],
  ['lif', 'v128.and(fired, thetas)', 'v128.and(fired, one)'],
  ['lif', 'v128.store(current + i, zero)', 'v128.store(current + i, v128.load(current + i))'],
  ['lif', 'v128.and(rn, f32x4.gt(rn, least))', 'rn'],
  ['lif', 'v128.and(qv, f32x4.gt(v128.and(qv, magnitude), least))', 'v128.and(qv, f32x4.gt(qv, least))'],
  ['math', '8.3334519073e-3', '8.4334519073e-3'],
  ['math', '3.3333331174e-1', '3.3333431174e-1'],
  ['pack', '8, 9, 10, 11, 12, 13, 14, 15', '12, 13, 14, 15, 8, 9, 10, 11'],
  ['pack', 'f32x4.gt(value, limit)', 'f32x4.ge(value, limit)'],
  ['pack', 'bitselect(downs, ups, up)', 'bitselect(ups, downs, up)'],
  ['pack', 'f32x4.gt(v128.and(value, magnitude), limit)', 'f32x4.gt(value, limit)'],
  ['pack', 'k < n + 16', 'k < n + 12'],
  ['plan', 'f32x4.pmax(', 'f32x4.pmin('],
  ['plan', 'broadcast(r1 ^ 0x80000000)', 'broadcast(r1)'],
  ['plan', 'abs(x) + uniform(h) >= 1', 'abs(x) + uniform(h) > 1', 'scalar'],
  ['plan', 'h & 1 ? c1 : c0', 'h & 2 ? c1 : c0'],
  ['plan', 'pulses < 1 ? end', 'pulses < 2 ? end'],
  ['plan', 'pulses > 65535 ? 65535 : pulses', 'pulses'],
  ['plan', '((n ^ negative) - negative) << 1', 'n << 1'],
  ['plan', 'scratch += 32', 'scratch += 16'],
  ['plan', 'size >= threshold', 'size > threshold'],
  ['plan', 'floor<f32>(size + 0.5)', 'ceil<f32>(size - 0.5)'],
  ['plan', 'train(k1, k0,', 'train(k0, k1,'],
  ['plan', '<f32>slots * split', '<f32>slots'],
  ['plan', 'column + 0x80000000', 'column'],
  ['plan', '((1 << slots) - 1)', '0x7fffffff'],
  ['pulse', 'up = 1 - up;', ''],
  ['pulse', 'up ^ minus', 'up'],
  ['pulse', 'scheme == ONE_SIDED ? 1 - up : 0', 'scheme == ONE_SIDED ? up : 0'],
  ['rails', 'next > high ? high : next', 'next', 'scalar'],
  ['rails', 'next < low ? low', 'next < 0 ? 0', 'scalar'],
  ['noise', 'f32x4.sqrt(n)', 'n'],
  ['noise', 'i32x4.splat(weylOf(other))', 'plus'],
  ['pulse', 'g * lastState + 0.5', 'g * lastState'],
  ['pulse', 'i32(g <= low) | i32(g >= high)', 'i32(g < low) | i32(g > high)'],
  ['pulse', 'load<u32>(tally) + pulses', 'load<u32>(tally) + 1'],
  ['pulse', '(after - before)', 'after'],
  ['pulse', 'own + (up ? 0', 'own + (up == 0 ? 0'],
  ['exact', 'abs(next - start) > change', 'abs(next - start) >= change'],
  ['exact', 'abs(next - start) > change', 'abs(next - g) > change'],
  ['exact', 'n < most', 'n <= most'],
  ['exact', 'abs(owed) / gain', 'abs(owed)'],
  ['random', '0x85ebca6b', '0x85ebca6d'],
  ['random', '(row + 1) * WEYL', 'row * WEYL'],
  ['random', 'i32x4.shr_u(h, 15)), r1), m2)', 'i32x4.shr_u(h, 15)), r0), m2)'],
  ['gaussian', 'bits >> 31 ? -z : z', 'z'],
  ['gaussian', '0.5, 2.3283064365386963e-10, 0.425', '0.5, 2.3283064365386963e-10, 0.4'],
  ['readout', 'scale * load<f32>(scores + k) - top', 'scale * load<f32>(scores + k)'],
  ['readout', 'top = max<f32>(top,', 'top = min<f32>(top,'],
  ['readout', 'target * y < 1', 'target * y < 0'],
  ['readout', 'mine ? y - 1 : y', 'y'],
  ['readout', 'f32x4.pmax(zero, f32x4.sub(one, d))', 'f32x4.sub(one, d)'],
  ['readout', 'f32x4.div(one, f32x4.mul(s, s))', 'f32x4.div(one, s)'],
  ['readout', 'f32x4.lt(d, one)', 'f32x4.le(d, one)'],
  ['readout', 'f32x4.mul(f32x4.abs(d),', 'f32x4.mul(d,'],
  ['residual', 'f32x4.pmin(', 'f32x4.pmax('],
  ['residual', 'unit * 64', 'unit * 32'],
  ['residual', 'broadcast(whole - 1)', 'broadcast(whole)'],
  ['residual', 'load<u32>(groups + (row << 2))', 'row'],
  ['residual', 'i32x4.shr_s(x, 31)', 'i32x4.shr_u(x, 31)'],
  ['residual', 'lane = i32x4.add(lane, sixteen)', 'lane = i32x4.add(lane, four)'],
  ['residual', 'total - n * whole', '0'],
  ['trace', 'f32x4.gt(pv, least)', 'f32x4.ge(pv, v128.xor(pv, pv))'],
  ['trace', 'broadcastFloat(1 - alpha)', 'broadcastFloat(alpha)'],
  ['trace', 'load<f32>(at) + drive', 'drive'],
  ['vmm', 'load<u32>(active, 12)', 'load<u32>(active, 8)'],
  ['vmm', 'f32x4.add(d, v128.load(p3, 48))', 'd'],
  ['vmm', 'load<u32>(line, 8) : k + 2', 'load<u32>(line, 8) : k + 1'],
  ['vmm', 'f32x4.mul(x3, v128.load(p3, 16))', 'f32x4.mul(x2, v128.load(p3, 16))'],
  ['vmm', 'memory.fill(at, 0, bytes)', 'memory.fill(at, 0, bytes & ~7)'],
].map(([file, text, replacement, target = 'simd']) => ({ file, text, replacement, target }));

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: 'string', default: '2' } },
});
const folder = mkdtempSync(join(tmpdir(), 'memspike-mutate-'));
const suites = readdirSync(join(root, 'test/kernels')).filter((name) => name.endsWith('.test.ts'));

try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  for (const target of ['simd', 'scalar']) {
    const { killer, problem } = await examine(
      { file: 'none', text: '', replacement: '', target },
      `plain-${target}`,
    );
    if (killer === undefined && problem === undefined) continue;
    console.log(`The unchanged ${target} build is not green: ${problem ?? killer}`);
    return 1;
  }
  const queue = MUTATIONS.map((mutation, number) => ({ mutation, number })).filter(
    ({ mutation }) => filters.length === 0 || filters.some((part) => nameOf(mutation).includes(part)),
  );
  const count = queue.length;
  const failures = [];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { killer, problem } = await examine(next.mutation, `mutant-${next.number}`);
      const name = nameOf(next.mutation);
      if (killer === undefined) failures.push(`${name}  (${problem ?? 'survived'})`);
      console.log(killer === undefined ? `ALIVE ${name}` : `dead  ${name}  ${killer}`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Number(options.jobs)) }, worker));
  console.log(`\n${count - failures.length} of ${count} mutations were found out`);
  for (const failure of failures) console.log(`  ${failure}`);
  return failures.length > 0 || count === 0 ? 1 : 0;
}

function nameOf({ file, text, replacement, target }) {
  return `${file}.ts: ${text} → ${replacement}${target === 'simd' ? '' : ` (${target})`}`;
}

/** Builds one mutant and runs the suites over it, the one named like its file first, up to the first red one. */
async function examine({ file, text, replacement, target }, name) {
  const place = join(folder, name);
  mkdirSync(place);
  cpSync(join(root, 'assembly'), join(place, 'assembly'), { recursive: true });
  cpSync(join(root, 'asconfig.json'), join(place, 'asconfig.json'));
  // What the kernels import from the library.
  for (const name of ['src/engine/array-words.ts', 'src/engine/array-records.ts'])
    cpSync(join(root, name), join(place, name));
  if (text !== '') {
    const source = join(place, 'assembly', `${file}.ts`);
    const original = readFileSync(source, 'utf8');
    if (!original.includes(text)) return { problem: 'its text is not in the file' };
    writeFileSync(
      source,
      original.replace(text, () => replacement),
    );
  }
  const wasm = join(place, 'kernels.wasm');
  const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
  if (!(await succeeds([compiler, '--target', target, '--outFile', wasm], place)))
    return { problem: 'it does not compile' };
  const ordered = [...suites].sort((a, b) => Number(b.startsWith(file)) - Number(a.startsWith(file)));
  for (const suite of ordered) {
    const test = join(root, 'test/kernels', suite);
    if (!(await succeeds(['--import', TSX, test], root, { MEMSPIKE_KERNELS: wasm })))
      return { killer: suite };
  }
  return {};
}

/** Whether Node ends with 0 in time. */
function succeeds(args, cwd, environment = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: 'ignore',
      env: { ...process.env, ...environment },
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    child.on('error', () => done(false));
    child.on('close', (code) => done(code === 0));
  });
}
