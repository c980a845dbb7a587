import { broadcastFloat, tiny } from '../math/constants';

/**
 * Presynaptic traces of the lines of a crossbar, one step: what the three-factor rule multiplies with δ when
 * updates come every step or every few steps.
 *
 *   P ← α·P + (1-α)·Q;   Q ← β·Q + drive·S;   sum ← sum + P
 *
 * p, q, sum f32 [padded], padded a multiple of 4; events u32 [count] are the lines that spike in this step; places
 * u32 [lines] is where each line's trace is, or 0 where traces are in the order of the lines. The filter is that of the neurons (lif.ts), so that filtering before the crossbar equals filtering behind it.
 * Traces below 1e-30 become 0.
 */
export function traceStep(
  p: usize,
  q: usize,
  sum: usize,
  padded: u32,
  events: usize,
  count: u32,
  alpha: f32,
  beta: f32,
  drive: f32,
  places: usize,
): void {
  const bytes = padded << 2;
  if (ASC_FEATURE_SIMD) {
    const alphas = broadcastFloat(alpha);
    const rest = broadcastFloat(1 - alpha);
    const betas = broadcastFloat(beta);
    const least = tiny();
    for (let i: u32 = 0; i < bytes; i += 16) {
      const q0 = v128.load(q + i);
      let pv = f32x4.add(f32x4.mul(alphas, v128.load(p + i)), f32x4.mul(rest, q0));
      pv = v128.and(pv, f32x4.gt(pv, least));
      const qv = f32x4.mul(betas, q0);
      v128.store(q + i, v128.and(qv, f32x4.gt(qv, least)));
      v128.store(p + i, pv);
      v128.store(sum + i, f32x4.add(v128.load(sum + i), pv));
    }
  } else {
    for (let i: u32 = 0; i < bytes; i += 4) {
      const q0 = load<f32>(q + i);
      let pv = alpha * load<f32>(p + i) + (1 - alpha) * q0;
      if (!(pv > <f32>1e-30)) pv = 0;
      const qv = beta * q0;
      store<f32>(q + i, qv > <f32>1e-30 ? qv : <f32>0);
      store<f32>(p + i, pv);
      store<f32>(sum + i, load<f32>(sum + i) + pv);
    }
  }
  for (let k: u32 = 0; k < count; k++) {
    const line = load<u32>(events + (k << 2)) << 2;
    const at = q + (places ? load<u32>(places + line) << 2 : line);
    store<f32>(at, load<f32>(at) + drive);
  }
}
