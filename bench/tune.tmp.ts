import { readFileSync } from 'node:fs';
import { createEngine } from '../src/engine/engine.ts';
import { KERNEL_CASES } from './kernels.ts';
import { measure } from './measure.ts';
import { createDesk } from './desk.ts';
const [filter, ...files] = process.argv.slice(2);
for (const c of KERNEL_CASES) {
  if (!new RegExp(filter).test(c.name)) continue;
  const runs = [];
  for (const f of files) {
    const bytes = readFileSync(f);
    const module = new WebAssembly.Module(bytes);
    const memory = new WebAssembly.Memory({ initial: 512 });
    const inst = new WebAssembly.Instance(module, { env: { memory } });
    const desk = await createDesk('reference');
    // desk over own memory
    let end = 4096, drawn = 0;
    const { drawBits, uniform } = await import('../src/engine/reference/random.ts');
    const put = (content: any, V: any) => { const n = typeof content === 'number' ? content : content.length; const at = end; end = Math.ceil((end + 4*n)/64)*64; if (typeof content !== 'number') new V(memory.buffer, at, n).set(content); return at; };
    const d: any = { kernels: inst.exports, f32: (c: any) => put(c, Float32Array), u32: (c: any) => put(c, Uint32Array), f32At: (a: number, n: number) => new Float32Array(memory.buffer, a, n), u32At: (a: number, n: number) => new Uint32Array(memory.buffer, a, n), draws: (n: number, lo: number, hi: number) => Float32Array.from({length: n}, () => lo + (hi-lo)*uniform(drawBits([1,2], drawn++))) };
    runs.push(c.prepare(d));
  }
  const t = measure(runs, { rounds: 21, slice: 8 });
  console.log(c.name.padEnd(50), t.map((x) => (x.best / c.units).toFixed(3) + ' (' + (x.median / c.units).toFixed(3) + ')').join('   '));
}
