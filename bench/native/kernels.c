/*
 * The yardstick: five kernels in plain C, left to the compiler to vectorise, on the layouts of assembly/*.ts. Built
 * once for SSE4.2, whose vectors are as wide as WebAssembly's, and once for AVX2 with FMA. Sums may be contracted, so
 * bits may differ from those of the WebAssembly build.
 *
 * bind(buffer) gives functions over that linear memory; all their arguments are numbers.
 */
#include "array-words.h" /* made by build.js from src/engine/array-words.ts and array-records.ts */
#include <math.h>
#include <node_api.h>
#include <stdint.h>

#define MOST_ARGUMENTS 16
#define MOST_COLUMNS 4096
#define WEYL 0x9e3779b9u

#define F32(k) ((float *)(base + (uint32_t)v[k]))
#define U32(k) ((uint32_t *)(base + (uint32_t)v[k]))
#define WHOLE(k) ((uint32_t)(int64_t)v[k])

/* What stands `offset` bytes behind an address. */
#define F32_AT(at, offset) (*(float *)((at) + (offset)))
#define F64_AT(at, offset) (*(double *)((at) + (offset)))
#define U32_AT(at, offset) (*(uint32_t *)((at) + (offset)))

static uint8_t *arguments(napi_env env, napi_callback_info info, double *v) {
  napi_value values[MOST_ARGUMENTS];
  size_t count = MOST_ARGUMENTS;
  void *base;
  napi_get_cb_info(env, info, &count, values, NULL, &base);
  for (size_t k = 0; k < count && k < MOST_ARGUMENTS; k++) napi_get_value_double(env, values[k], &v[k]);
  return base;
}

static napi_value number(napi_env env, double x) {
  napi_value value;
  napi_create_double(env, x, &value);
  return value;
}

static void vmm_events(float *restrict y, const float *restrict w, uint32_t stride, const uint32_t *active,
                       uint32_t count) {
  uint32_t k = 0;
  for (; k + 4 <= count; k += 4) {
    const float *a = w + (size_t)active[k] * stride, *b = w + (size_t)active[k + 1] * stride;
    const float *c = w + (size_t)active[k + 2] * stride, *d = w + (size_t)active[k + 3] * stride;
    for (uint32_t i = 0; i < stride; i++) y[i] = y[i] + a[i] + b[i] + c[i] + d[i];
  }
  for (; k < count; k++) {
    const float *a = w + (size_t)active[k] * stride;
    for (uint32_t i = 0; i < stride; i++) y[i] += a[i];
  }
}

static void vmm_dense(float *restrict y, const float *restrict w, uint32_t stride, const float *x,
                      uint32_t rows) {
  uint32_t k = 0;
  for (; k + 4 <= rows; k += 4) {
    const float *a = w + (size_t)k * stride, *b = a + stride, *c = b + stride, *d = c + stride;
    const float p = x[k], q = x[k + 1], r = x[k + 2], s = x[k + 3];
    for (uint32_t i = 0; i < stride; i++) y[i] = y[i] + p * a[i] + q * b[i] + r * c[i] + s * d[i];
  }
  for (; k < rows; k++)
    for (uint32_t i = 0; i < stride; i++) y[i] += x[k] * w[(size_t)k * stride + i];
}

/* Refractory reset only, which is what the benchmark runs. */
static uint32_t lif_step(float *restrict q, float *restrict p, float *restrict r, float *restrict u,
                         float *restrict current, float *restrict counts, uint32_t *restrict spikes,
                         uint32_t n, float alpha, float beta, float drive, float rho, float gamma,
                         float theta) {
  uint32_t fired[MOST_COLUMNS];
  for (uint32_t i = 0; rho == 0 && i < n; i++) {
    const float pi = alpha * p[i] + (1 - alpha) * q[i];
    const float qi = beta * q[i] + drive * current[i];
    p[i] = u[i] = fabsf(pi) > 1e-30f ? pi : 0;
    q[i] = fabsf(qi) > 1e-30f ? qi : 0;
    current[i] = 0;
    fired[i] = pi > theta;
    counts[i] += pi > theta ? 1 : 0;
  }
  for (uint32_t i = 0; rho != 0 && i < n; i++) {
    float pi = alpha * p[i] + (1 - alpha) * q[i];
    float qi = beta * q[i] + drive * current[i];
    pi = fabsf(pi) > 1e-30f ? pi : 0;
    qi = fabsf(qi) > 1e-30f ? qi : 0;
    const float ui = pi - rho * r[i];
    const float spike = ui > theta ? 1 : 0;
    const float ri = gamma * r[i] + spike;
    p[i] = pi;
    q[i] = qi;
    u[i] = ui;
    r[i] = ri > 1e-30f ? ri : 0;
    current[i] = 0;
    counts[i] += spike;
    fired[i] = ui > theta;
  }
  uint32_t count = 0;
  for (uint32_t i = 0; i < n; i++) {
    spikes[count] = i;
    count += fired[i];
  }
  return count;
}

static uint32_t mix(uint32_t h) {
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  return h ^ (h >> 16);
}

static uint32_t plan_stochastic(uint8_t *hits, const uint32_t *rows, const float *a, uint32_t row_count,
                                const uint32_t *cols, const float *c0, const float *c1, uint32_t col_count,
                                uint32_t stride, uint32_t k0, uint32_t k1) {
  const uint32_t padded = (col_count + 15) & ~15u;
  uint32_t weyl[MOST_COLUMNS], count = 0;
  float larger[MOST_COLUMNS];
  uint32_t near[MOST_COLUMNS], blocks[MOST_COLUMNS / 16 + 1];
  for (uint32_t i = 0; i < padded; i++) {
    weyl[i] = cols[i] * WEYL;
    larger[i] = fabsf(c0[i]) > fabsf(c1[i]) ? fabsf(c0[i]) : fabsf(c1[i]);
  }
  for (uint32_t k = 0; k < row_count; k++) {
    const uint32_t row = rows[k], r0 = mix(k0 ^ ((row + 1) * WEYL)), r1 = mix(k1 + r0);
    const float factor = a[k], scaled = factor * 4294967296.0f;
    for (uint32_t i = 0; i < padded; i++) {
      uint32_t h = r0 + weyl[i];
      h = (h ^ (h >> 16)) * 0x7feb352du;
      h = (h ^ (h >> 15) ^ r1 ^ 0x80000000u) * 0x846ca68bu;
      near[i] = scaled * larger[i] + (float)(int32_t)h >= 2147352576.0f;
    }
    uint32_t listed = 0;
    for (uint32_t i = 0; i < padded; i += 16) {
      uint32_t any = 0;
      for (uint32_t j = 0; j < 16; j++) any |= near[i + j];
      blocks[listed] = i;
      listed += any;
    }
    for (uint32_t block = 0; block < listed; block++) {
      const uint32_t i = blocks[block];
      for (uint32_t j = 0; j < 16; j++) {
        if (!near[i + j]) continue;
        uint32_t h = r0 + weyl[i + j];
        h = (h ^ (h >> 16)) * 0x7feb352du;
        h = (h ^ (h >> 15) ^ r1) * 0x846ca68bu;
        h ^= h >> 16;
        const float x = factor * (h & 1 ? c1 : c0)[i + j];
        const float size = fabsf(x) + (float)(h >> 8) * 5.9604644775390625e-8f;
        if (size < 1) continue;
        const int32_t n = (int32_t)(size < 65535 ? size : 65535);
        U32_AT(hits, HIT_ELEMENT) = row * stride + cols[i + j];
        U32_AT(hits, HIT_CODE) = ((uint32_t)(x < 0 ? -n : n) << 1) | (h & 1);
        hits += HIT_BYTES;
        count++;
      }
    }
  }
  return count;
}

/* Alternating pairs of alike devices with an affine law, without noise, which is what the benchmark runs. */
static void apply_pulses(uint8_t *base, uint8_t *array, const uint8_t *hits, uint32_t count, uint32_t replica) {
  const float gain = F32_AT(array, WORD_GAIN);
  const uint32_t plane = U32_AT(array, WORD_PLANE_BYTES) / 4, m = U32_AT(array, WORD_DEVICES_PER_POLARITY);
  const uint32_t owes = U32_AT(array, WORD_OWED);
  float *g = (float *)(base + U32_AT(array, WORD_CONDUCTANCES)), *w = (float *)(base + U32_AT(array, WORD_WEIGHTS));
  float *owed = (float *)(base + owes);
  uint32_t *tally = (uint32_t *)(base + U32_AT(array, WORD_PULSE_COUNTS));
  uint8_t *stats = base + U32_AT(array, WORD_STATS);
  for (uint32_t k = 0; k < count; k++) {
    const uint32_t element = U32_AT(hits + k * HIT_BYTES, HIT_ELEMENT);
    const int32_t code = (int32_t)U32_AT(hits + k * HIT_BYTES, HIT_CODE), n = code >> 1;
    const uint32_t pulses = n < 0 ? -n : n, negative = code & 1, down = (n > 0) == negative;
    const uint32_t at = ((negative ? m : 0) + replica) * plane + element;
    const uint8_t *branch = array + (int32_t)down * (WORD_LTD_SCALE - WORD_LTP_SCALE);
    const float scale = F32_AT(branch, WORD_LTP_SCALE), shift = F32_AT(branch, WORD_LTP_OFFSET);
    uint8_t *kind = stats + (int32_t)down * (STAT_LTD_PULSES - STAT_LTP_PULSES);
    float x = g[at];
    F64_AT(kind, STAT_LTP_MET) += (double)x * pulses;
    for (uint32_t p = 0; p < pulses; p++) x = fminf(fmaxf(scale * x + shift, 0), 1);
    F64_AT(stats, STAT_RAILS) += (x <= 0) | (x >= 1);
    F64_AT(kind, STAT_LTP_PULSES) += pulses;
    g[at] = x;
    tally[at] += pulses;
    float sum = 0;
    for (uint32_t d = 0; d < m; d++) sum += g[d * plane + element] - g[(m + d) * plane + element];
    const float before = w[element], after = gain * sum;
    w[element] = after;
    if (owes) owed[element] -= after - before;
  }
}

static napi_value call_vmm_events(napi_env env, napi_callback_info info) {
  double v[MOST_ARGUMENTS];
  uint8_t *base = arguments(env, info, v);
  vmm_events(F32(0), F32(1), WHOLE(2), U32(3), WHOLE(4));
  return NULL;
}

static napi_value call_vmm_dense(napi_env env, napi_callback_info info) {
  double v[MOST_ARGUMENTS];
  uint8_t *base = arguments(env, info, v);
  vmm_dense(F32(0), F32(1), WHOLE(2), F32(3), WHOLE(4));
  return NULL;
}

static napi_value call_lif_step(napi_env env, napi_callback_info info) {
  double v[MOST_ARGUMENTS];
  uint8_t *base = arguments(env, info, v);
  return number(env, lif_step(F32(0), F32(1), F32(2), F32(3), F32(4), F32(5), U32(6), WHOLE(7), v[8], v[9],
                              v[10], v[11], v[12], v[13]));
}

static napi_value call_plan_stochastic(napi_env env, napi_callback_info info) {
  double v[MOST_ARGUMENTS];
  uint8_t *base = arguments(env, info, v);
  return number(env, plan_stochastic(base + (uint32_t)v[0], U32(1), F32(2), WHOLE(3), U32(4), F32(5), F32(6), WHOLE(7),
                                     WHOLE(8), WHOLE(9), WHOLE(10)));
}

static napi_value call_apply_pulses(napi_env env, napi_callback_info info) {
  double v[MOST_ARGUMENTS];
  uint8_t *base = arguments(env, info, v);
  apply_pulses(base, base + (uint32_t)v[0], base + (uint32_t)v[1], WHOLE(2), WHOLE(3));
  return NULL;
}

/* nothing(...): what a call costs, arguments included. */
static napi_value call_nothing(napi_env env, napi_callback_info info) {
  double v[MOST_ARGUMENTS];
  arguments(env, info, v);
  return NULL;
}

/* read(at, bytes, times): passes over memory; eight sums of AVX2 vectors hide the adder's latency. */
static napi_value call_read(napi_env env, napi_callback_info info) {
  double v[MOST_ARGUMENTS];
  uint8_t *base = arguments(env, info, v);
  const float *x = F32(0);
  const uint32_t count = WHOLE(1) / 4, times = WHOLE(2);
  float sums[64] = {0};
  for (uint32_t t = 0; t < times; t++)
    for (uint32_t i = 0; i + 64 <= count; i += 64)
      for (uint32_t k = 0; k < 64; k++) sums[k] += x[i + k];
  float sum = 0;
  for (uint32_t k = 0; k < 64; k++) sum += sums[k];
  return number(env, sum);
}

/* arithmetic(rounds): 96 multiplications and 96 additions a round, unfused, in twelve chains of AVX2 vectors. */
__attribute__((optimize("fp-contract=off"))) static napi_value call_arithmetic(napi_env env,
                                                                               napi_callback_info info) {
  double v[MOST_ARGUMENTS];
  arguments(env, info, v);
  const uint32_t rounds = WHOLE(0);
  float x[96];
  for (uint32_t k = 0; k < 96; k++) x[k] = k;
  for (uint32_t i = 0; i < rounds; i++)
    for (uint32_t k = 0; k < 96; k++) x[k] = x[k] * 0.999f + 0.001f;
  float sum = 0;
  for (uint32_t k = 0; k < 96; k++) sum += x[k];
  return number(env, sum);
}

static napi_value bind(napi_env env, napi_callback_info info) {
  napi_value buffer, bound, function;
  size_t count = 1, bytes;
  void *base;
  napi_get_cb_info(env, info, &count, &buffer, NULL, NULL);
  if (count != 1 || napi_get_arraybuffer_info(env, buffer, &base, &bytes) != napi_ok) {
    napi_throw_type_error(env, NULL, "bind needs an ArrayBuffer");
    return NULL;
  }
  const struct {
    const char *name;
    napi_callback call;
  } functions[] = {{"vmmEvents", call_vmm_events},     {"vmmDense", call_vmm_dense},
                   {"lifStep", call_lif_step},         {"planStochastic", call_plan_stochastic},
                   {"applyPulses", call_apply_pulses},
                   {"nothing", call_nothing},           {"read", call_read},
                   {"arithmetic", call_arithmetic}};
  napi_create_object(env, &bound);
  for (size_t k = 0; k < sizeof functions / sizeof functions[0]; k++) {
    napi_create_function(env, functions[k].name, NAPI_AUTO_LENGTH, functions[k].call, base, &function);
    napi_set_named_property(env, bound, functions[k].name, function);
  }
  return bound;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "bind", NAPI_AUTO_LENGTH, bind, NULL, &function);
  napi_set_named_property(env, exports, "bind", function);
  return exports;
}
