import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writeEnergy } from '../../src/crossbar/energy.ts';
import { refreshPairs } from '../../src/crossbar/refresh.ts';
import { tallyCrossbar } from '../../src/crossbar/tally.ts';
import { defineDevice } from '../../src/device/device.ts';
import { resolveDevice } from '../../src/presets/presets.ts';
import { smallRun } from '../experiment/small-run.ts';
import { assertClose } from '../support/assert-close.ts';
import { buildArray, quietDevice } from './array.ts';

const test = suite('write energy');

const device = defineDevice({
  name: 'round',
  labels: { ltp: 1, ltd: -1 },
  levels: 100,
  gMax: 1e-6,
  onOff: 10,
  ltpPulse: { volts: 2, seconds: 1e-6 },
  ltdPulse: { volts: -1, seconds: 1e-3 },
});
const none = { pulses: 0, conductance: 0 };

test('a pulse takes V²·G·t: at Gmin, at Gmax and half-way, in each direction', () => {
  const energy = (pulses: number, conductance: number) => [
    writeEnergy(device, { ltp: { pulses, conductance }, ltd: none }) ?? 0,
    writeEnergy(device, { ltp: none, ltd: { pulses, conductance } }) ?? 0,
  ];
  assertClose(energy(1, 0), [4 * 1e-6 * 1e-7, 1e-3 * 1e-7], { rel: 1e-12 });
  assertClose(energy(1, 1), [4 * 1e-6 * 1e-6, 1e-3 * 1e-6], { rel: 1e-12 });
  assertClose(energy(10, 5), [10 * 4 * 1e-6 * 5.5e-7, 10 * 1e-3 * 5.5e-7], { rel: 1e-12 });
});

test('a device without pulse shapes has no energy', () => {
  const { ltdPulse: _, ...half } = device;
  assert.is(writeEnergy(half, { ltp: none, ltd: none }), undefined);
});

test('a crossbar’s energy is that of its pulses one by one, each at the conductance that its train met', async () => {
  const array = await buildArray({ device: quietDevice('ag-a-si'), initialSpan: 0.4 });
  const { gMax, onOff, ltpPulse, ltdPulse } = resolveDevice('ag-a-si');
  let expected = 0;
  for (let update = 0; update < 20; update++) {
    const read = () => [0, 1].map((plane) => [array.conductances(plane), array.pulseCounts(plane)] as const);
    const before = read().map(([g, n]) => [Float64Array.from(g), Float64Array.from(n)] as const);
    array.write(
      Float32Array.from({ length: 20 }, (_, i) => 0.05 * ((update + i) % 3) - 0.04),
      update,
    );
    read().forEach(([g, n], plane) => {
      const [gBefore, nBefore] = before[plane];
      g.forEach((after, i) => {
        const shape = after > gBefore[i] ? ltpPulse : ltdPulse;
        if (shape === undefined || n[i] === nBefore[i]) return;
        const siemens = gMax / onOff + (gMax - gMax / onOff) * gBefore[i];
        expected += (n[i] - nBefore[i]) * shape.volts ** 2 * shape.seconds * siemens;
      });
    });
  }
  assert.ok(expected > 0);
  assertClose(tallyCrossbar(array.crossbar).writeEnergy ?? 0, expected, { rel: 1e-6 });
});

test('a refresh is paid: the reset of both devices at what they held', async () => {
  const array = await buildArray({ device, scheme: 'one-sided', initialSpan: 0 });
  const { at, engine } = array.crossbar;
  const g = engine.f32(at.g, 2 * at.rows * at.stride);
  g.fill(0.8);
  refreshPairs(array.crossbar, 0);
  const devices = 2 * at.rows * at.columns;
  const expected = devices * 1 * 1e-3 * (1e-7 + 0.8 * 9e-7);
  assertClose(tallyCrossbar(array.crossbar).writeEnergy ?? 0, expected, { rel: 1e-6 });
});

test('a run tells its energy per sample, between all pulses at Gmin and all at Gmax', async () => {
  const { energyPerSample = 0, pulsesPerSample } = await smallRun({ device: 'ag-a-si' });
  const { gMax, onOff } = resolveDevice('ag-a-si');
  const [low, high] = [2.8 ** 2, 3.2 ** 2].map((square) => square * 300e-6 * pulsesPerSample);
  assert.ok(energyPerSample > (low * gMax) / onOff && energyPerSample < high * gMax);
});

test('ideal weights and devices without pulses have none', async () => {
  const policy = (name: string) => ({ compensation: { policy: name } });
  assert.is((await smallRun({ device: 'ideal', ...policy('ideal-baseline') })).energyPerSample, undefined);
  assert.is((await smallRun({ device: 'linear', ...policy('linear-baseline') })).energyPerSample, undefined);
});

test.run();
