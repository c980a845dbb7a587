/** Querlioz's law: against its equation stepped pulse by pulse, and its logarithm. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineDevice } from '../../../src/device/device.ts';
import { stepSize, symmetryPoint } from '../../../src/device/laws/effect-of-pulses.ts';
import { pulseResponse } from '../../../src/device/pulse-response.ts';
import { MemspikeError } from '../../../src/errors.ts';
import { assertClose } from '../../support/assert-close.ts';

const test = suite('exponential law');

const device = defineDevice({
  name: 'querlioz',
  law: { kind: 'exponential', ltp: { alpha: 0.03, beta: 3 }, ltd: { alpha: 0.02, beta: 2 } },
});

test('pulse by pulse it is ΔG = α·e^(−β·g) up and −α·e^(−β·(1 − g)) down', () => {
  let g = 0;
  const expected = [g];
  for (let k = 0; k < 200; k++) {
    g = k < 120 ? Math.min(1, g + 0.03 * Math.exp(-3 * g)) : Math.max(0, g - 0.02 * Math.exp(-2 * (1 - g)));
    expected.push(g);
  }
  assertClose(pulseResponse(device, [120, -80]), expected, { abs: 5e-5 });
});

test('small steps grow with the logarithm of the pulses: g = ln(1 + αβn)/β', () => {
  const fine = defineDevice({
    name: 'fine',
    law: { kind: 'exponential', ltp: { alpha: 1e-4, beta: 4 }, ltd: { alpha: 1e-4, beta: 4 } },
  });
  const curve = pulseResponse(fine, [20000]);
  for (const n of [100, 3000, 20000]) assertClose(curve[n], Math.log1p(4e-4 * n) / 4, { abs: 2e-4 });
});

test('its symmetry point solves α_P·e^(−β_P·g) = α_D·e^(−β_D·(1 − g))', () => {
  assertClose(symmetryPoint(device.law) ?? -1, (Math.log(0.03 / 0.02) + 2) / 5, { abs: 1e-4 });
  const { up, down } = stepSize(defineDevice(device).law as never, 0.25);
  assertClose([up, down], [0.03 * Math.exp(-0.75), 0.02 * Math.exp(-1.5)], { rel: 1e-4 });
});

test('it survives JSON, and wrong parameters are named', () => {
  assert.equal(defineDevice(JSON.parse(JSON.stringify(device))), device);
  const ltd = { alpha: 0.1, beta: 1 };
  for (const [ltp, where] of [
    [{ alpha: -1, beta: 1 }, 'law.ltp.alpha'],
    [{ alpha: 0.1, beta: 99 }, 'law.ltp.beta'],
    [undefined, 'law.ltp'],
  ] as const)
    try {
      defineDevice({ name: 'x', law: { kind: 'exponential', ltp, ltd } as never });
      assert.unreachable(where);
    } catch (error) {
      assert.instance(error, MemspikeError);
      assert.is((error as MemspikeError).where, where);
    }
});

test.run();
