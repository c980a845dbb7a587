import { broadcastFloat, magnitudeBits, ones, tiny } from '../math/constants';

/**
 * Leaky integrate-and-fire neurons with second-order traces, one step.
 *
 *   P ← α·P + (1-α)·Q        membrane trace, from the synaptic trace of the step before
 *   Q ← β·Q + drive·I        synaptic trace; drive = (1-β)·gain
 *   U = P - ρ·R,  S = [U > θ]
 *   R ← γ·R + S              refractory trace; left alone where ρ is 0
 *   reset 0 (refractory): through R alone;  1 (zero): P, Q ← 0 on a spike;  2 (subtract): P ← P - θ on a spike
 *
 * q, p, r, u, current f32 [padded], counts f32 [padded], spikes u32 [padded]; padded is a multiple of 16 and its
 * extra neurons never spike (no current, θ > 0). `current` is cleared, `counts` gains 1 per spike, `spikes` gets the
 * spiking neurons in ascending order. Traces below 1e-30 in magnitude become 0: Wasm has no flush-to-zero, and
 * subnormal numbers cost four times the time. Returns the number of spikes.
 *
 * Two passes, because one would need more vectors than V8 keeps in registers; many neurons at a time, because every
 * array costs an address of its own. Which neurons spike is nothing that a branch predictor could learn: the passes
 * gather a bit of each, 64 neurons in a word, and only then walk through the bits that are set.
 */
export function lifStep(
  q: usize,
  p: usize,
  r: usize,
  u: usize,
  current: usize,
  counts: usize,
  spikes: usize,
  padded: u32,
  alpha: f32,
  beta: f32,
  drive: f32,
  rho: f32,
  gamma: f32,
  theta: f32,
  reset: u32,
): u32 {
  const bytes = padded << 2;
  integrate(q, p, current, bytes, alpha, beta, drive);
  const end =
    rho == 0
      ? fire(p, u, counts, spikes, bytes, theta)
      : fireRefractory(p, r, u, counts, spikes, bytes, rho, gamma, theta);
  if (reset != 0) resetListed(q, p, spikes, end, theta, reset);
  return u32(end - spikes) >> 2;
}

/** P and Q, and the current taken in. */
function integrate(q: usize, p: usize, current: usize, bytes: u32, alpha: f32, beta: f32, drive: f32): void {
  if (ASC_FEATURE_SIMD) {
    const alphas = broadcastFloat(alpha);
    const rest = broadcastFloat(1 - alpha);
    const betas = broadcastFloat(beta);
    const drives = broadcastFloat(drive);
    const least = tiny();
    const magnitude = magnitudeBits();
    const zero = v128.xor(least, least);
    for (let i: u32 = 0; i < bytes; i += 32) {
      const synaptic = q + i;
      const membrane = p + i;
      const input = current + i;
      const q0 = v128.load(synaptic);
      const q1 = v128.load(synaptic, 16);
      const p0 = f32x4.add(f32x4.mul(alphas, v128.load(membrane)), f32x4.mul(rest, q0));
      const p1 = f32x4.add(f32x4.mul(alphas, v128.load(membrane, 16)), f32x4.mul(rest, q1));
      v128.store(membrane, audible(p0, magnitude, least));
      v128.store(membrane, audible(p1, magnitude, least), 16);
      const n0 = f32x4.add(f32x4.mul(betas, q0), f32x4.mul(drives, v128.load(input)));
      const n1 = f32x4.add(f32x4.mul(betas, q1), f32x4.mul(drives, v128.load(input, 16)));
      v128.store(synaptic, audible(n0, magnitude, least));
      v128.store(synaptic, audible(n1, magnitude, least), 16);
      v128.store(input, zero);
      v128.store(input, zero, 16);
    }
  } else {
    for (let i: u32 = 0; i < bytes; i += 4) {
      const q0 = load<f32>(q + i);
      const pv = alpha * load<f32>(p + i) + (1 - alpha) * q0;
      const qv = beta * q0 + drive * load<f32>(current + i);
      store<f32>(p + i, abs(pv) > <f32>1e-30 ? pv : <f32>0);
      store<f32>(q + i, abs(qv) > <f32>1e-30 ? qv : <f32>0);
      store<f32>(current + i, 0);
    }
  }
}

/** U = P, and the list of the neurons that spike; returns its end. */
function fire(p: usize, u: usize, counts: usize, spikes: usize, bytes: u32, theta: f32): usize {
  if (ASC_FEATURE_SIMD) {
    const thetas = broadcastFloat(theta);
    for (let block: u32 = 0; block < bytes; block += 256) {
      const stop = min<u32>(block + 256, bytes);
      let fired: u64 = 0;
      for (let i = block; i < stop; i += 64) {
        const from = p + i;
        const to = u + i;
        const u0 = v128.load(from);
        const u1 = v128.load(from, 16);
        const u2 = v128.load(from, 32);
        const u3 = v128.load(from, 48);
        v128.store(to, u0);
        v128.store(to, u1, 16);
        v128.store(to, u2, 32);
        v128.store(to, u3, 48);
        const low = i16x8.narrow_i32x4_s(f32x4.gt(u0, thetas), f32x4.gt(u1, thetas));
        const high = i16x8.narrow_i32x4_s(f32x4.gt(u2, thetas), f32x4.gt(u3, thetas));
        fired |= (<u64>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high))) << ((i - block) >> 2);
      }
      spikes = listFired(spikes, counts, block, fired);
    }
  } else {
    for (let i: u32 = 0; i < bytes; i += 4) {
      const uv = load<f32>(p + i);
      store<f32>(u + i, uv);
      if (uv > theta) spikes = listFired(spikes, counts, i, 1);
    }
  }
  return spikes;
}

/** `fire` with a refractory trace. */
function fireRefractory(
  p: usize,
  r: usize,
  u: usize,
  counts: usize,
  spikes: usize,
  bytes: u32,
  rho: f32,
  gamma: f32,
  theta: f32,
): usize {
  if (ASC_FEATURE_SIMD) {
    const thetas = broadcastFloat(theta);
    const rhos = broadcastFloat(rho);
    const gammas = broadcastFloat(gamma);
    const least = tiny();
    const one = ones();
    for (let block: u32 = 0; block < bytes; block += 256) {
      const stop = min<u32>(block + 256, bytes);
      let fired: u64 = 0;
      for (let i = block; i < stop; i += 64) {
        const trace = r + i;
        const from = p + i;
        const to = u + i;
        const r0 = v128.load(trace);
        const r1 = v128.load(trace, 16);
        const r2 = v128.load(trace, 32);
        const r3 = v128.load(trace, 48);
        const u0 = f32x4.sub(v128.load(from), f32x4.mul(rhos, r0));
        const u1 = f32x4.sub(v128.load(from, 16), f32x4.mul(rhos, r1));
        const fired0 = f32x4.gt(u0, thetas);
        const fired1 = f32x4.gt(u1, thetas);
        v128.store(to, u0);
        v128.store(to, u1, 16);
        v128.store(trace, fading(gammas, r0, fired0, one, least));
        v128.store(trace, fading(gammas, r1, fired1, one, least), 16);
        const low = i16x8.narrow_i32x4_s(fired0, fired1);
        const u2 = f32x4.sub(v128.load(from, 32), f32x4.mul(rhos, r2));
        const u3 = f32x4.sub(v128.load(from, 48), f32x4.mul(rhos, r3));
        const fired2 = f32x4.gt(u2, thetas);
        const fired3 = f32x4.gt(u3, thetas);
        v128.store(to, u2, 32);
        v128.store(to, u3, 48);
        v128.store(trace, fading(gammas, r2, fired2, one, least), 32);
        v128.store(trace, fading(gammas, r3, fired3, one, least), 48);
        const high = i16x8.narrow_i32x4_s(fired2, fired3);
        fired |= (<u64>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high))) << ((i - block) >> 2);
      }
      spikes = listFired(spikes, counts, block, fired);
    }
  } else {
    for (let i: u32 = 0; i < bytes; i += 4) {
      const rv = load<f32>(r + i);
      const uv = load<f32>(p + i) - rho * rv;
      const fired = uv > theta;
      const rn = gamma * rv + (fired ? <f32>1 : <f32>0);
      store<f32>(r + i, rn > <f32>1e-30 ? rn : <f32>0);
      store<f32>(u + i, uv);
      if (fired) spikes = listFired(spikes, counts, i, 1);
    }
  }
  return spikes;
}

/** Lists and counts the neurons whose bits are set, from that at byte `offset` on; returns the list's end. */
function listFired(spikes: usize, counts: usize, offset: u32, fired: u64): usize {
  for (; fired != 0; fired &= fired - 1) {
    const i = offset + ((<u32>ctz(fired)) << 2);
    store<f32>(counts + i, load<f32>(counts + i) + 1);
    store<u32>(spikes, i >> 2);
    spikes += 4;
  }
  return spikes;
}

function resetListed(q: usize, p: usize, spikes: usize, end: usize, theta: f32, reset: u32): void {
  for (; spikes < end; spikes += 4) {
    const i = load<u32>(spikes) << 2;
    if (reset == 1) {
      store<f32>(p + i, 0);
      store<f32>(q + i, 0);
    } else {
      store<f32>(p + i, load<f32>(p + i) - theta);
    }
  }
}

/** γ·R + S. */
function fading(gammas: v128, r: v128, fired: v128, one: v128, least: v128): v128 {
  const next = f32x4.add(f32x4.mul(gammas, r), v128.and(fired, one));
  return v128.and(next, f32x4.gt(next, least));
}

/** x, and 0 where it is below what a trace still tells. */
function audible(x: v128, magnitude: v128, least: v128): v128 {
  return v128.and(x, f32x4.gt(v128.and(x, magnitude), least));
}
