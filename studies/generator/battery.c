/*
 * Statistical tests of TestU01 (L'Ecuyer & Simard, ACM TOMS 33:22, 2007) on numbers from standard input.
 *
 *   battery smallcrush           words
 *   battery smallcrush-reversed  words, their bits in reverse order: the tests look at the upper bits most
 *   battery smallcrush-deviates  float32 deviates: the upper 16 bits of the normal distribution at two of them a word
 *   battery rabbit BITS          words
 *   battery crush                words
 *   battery normal COUNT LAG     float32 deviates, held against the standard normal distribution
 *
 * Words are unsigned, 32 bits, little-endian. Prints one line of JSON: words read, and every test with its p value.
 * Ends with status 3 if the input ends first.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <testu01/bbattery.h>
#include <testu01/fbar.h>
#include <testu01/fdist.h>
#include <testu01/gofw.h>
#include <testu01/swrite.h>
#include <testu01/unif01.h>

#define BLOCK 65536

static uint32_t block[BLOCK];
static size_t held = 0, taken = 0;
static unsigned long long words = 0;
static int reversed = 0, deviates = 0;
static FILE *out;

static uint32_t next(void) {
  if (taken == held) {
    held = fread(block, 4, BLOCK, stdin);
    taken = 0;
    if (held == 0) exit(3);
  }
  words++;
  return block[taken++];
}

static uint32_t reverse(uint32_t x) {
  x = (x & 0x55555555) << 1 | (x >> 1 & 0x55555555);
  x = (x & 0x33333333) << 2 | (x >> 2 & 0x33333333);
  x = (x & 0x0f0f0f0f) << 4 | (x >> 4 & 0x0f0f0f0f);
  return __builtin_bswap32(x);
}

static float next_deviate(void) {
  const uint32_t word = next();
  float z;
  memcpy(&z, &word, 4);
  return z;
}

static uint32_t half(void) { return (uint32_t)fmin(fdist_Normal2(next_deviate()) * 65536, 65535); }

static unsigned long bits(void *parameters, void *state) {
  (void)parameters, (void)state;
  if (deviates) {
    const uint32_t upper = half();
    return upper << 16 | half();
  }
  return reversed ? reverse(next()) : next();
}

static double uniform(void *parameters, void *state) { return bits(parameters, state) * unif01_INV32; }

static void write_state(void *state) { (void)state; }

static const char *separator = "";

static void report(const char *name, double p) {
  fprintf(out, "%s{\"name\":\"%s\",\"p\":%.17g}", separator, name, p);
  separator = ",";
}

/* p of a deviate that is standard normal: small where it is large, near 1 where it is far below 0. */
static void deviate(const char *name, double z) { report(name, fbar_Normal1(z)); }

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Moments with their exact variances under the null hypothesis; products of neighbours and of their squares. */
static void moments(const float *z, long n, long lag) {
  double sum[5] = {0};
  for (long i = 0; i < n; i++) {
    const double x = z[i];
    double power = 1;
    for (int k = 1; k <= 4; k++) sum[k] += power *= x;
  }
  const double root = sqrt((double)n);
  deviate("mean", sum[1] / root);
  deviate("variance", (sum[2] - n) / (root * sqrt(2)));
  deviate("third moment (Hermite)", (sum[3] - 3 * sum[1]) / (root * sqrt(6)));
  deviate("fourth moment (Hermite)", (sum[4] - 6 * sum[2] + 3.0 * n) / (root * sqrt(24)));
  const long lags[] = {1, 2, 3, 4, lag};
  for (int k = 0; k < 5; k++) {
    double products = 0, squares = 0;
    for (long i = 0; i + lags[k] < n; i++) {
      const double a = z[i], b = z[i + lags[k]];
      products += a * b;
      squares += (a * a - 1) * (b * b - 1) / 2;
    }
    char name[64];
    const double scale = sqrt((double)(n - lags[k]));
    snprintf(name, sizeof name, "correlation, lag %ld", lags[k]);
    deviate(name, products / scale);
    snprintf(name, sizeof name, "correlation of squares, lag %ld", lags[k]);
    deviate(name, squares / scale);
  }
}

/* Counts beyond a threshold are all but normal here; Pearson's chi-square in cells of equal probability. */
static void shares(const double *u, long n) {
  enum { CELLS = 4096 };
  static double counts[CELLS];
  double beyond = 0, chi = 0;
  const double tail = fbar_Normal1(4);
  for (long i = 0; i < n; i++) {
    counts[(int)fmin(u[i] * CELLS, CELLS - 1)]++;
    beyond += u[i] < tail || u[i] > 1 - tail;
  }
  for (int k = 0; k < CELLS; k++) chi += pow(counts[k] - (double)n / CELLS, 2) / ((double)n / CELLS);
  report("chi-square, 4096 cells", fbar_ChiSquare2(CELLS - 1, 12, chi));
  deviate("beyond four standard deviations", (beyond - 2 * tail * n) / sqrt(2 * tail * (1 - 2 * tail) * n));
}

static void normal(long n, long lag) {
  float *z = malloc(n * sizeof *z);
  double *u = malloc((n + 1) * sizeof *u);
  if (!z || !u) exit(4);
  for (long i = 0; i < n; i++) {
    z[i] = next_deviate();
    u[i + 1] = fdist_Normal2(z[i]);
  }
  moments(z, n, lag);
  shares(u + 1, n);
  qsort(u + 1, n, sizeof *u, ascending);
  gofw_TestArray statistic, p;
  gofw_ActiveTests = (1 << gofw_KSP) | (1 << gofw_KSM) | (1 << gofw_AD);
  gofw_ActiveTests0(u, n, statistic, p);
  report("Kolmogorov-Smirnov +", p[gofw_KSP]);
  report("Kolmogorov-Smirnov -", p[gofw_KSM]);
  report("Anderson-Darling", p[gofw_AD]);
  free(z), free(u);
}

int main(int count, char **arguments) {
  /* TestU01 writes its own report to stdout, whatever the switches say. */
  out = fdopen(dup(1), "w");
  if (!out || !freopen("/dev/null", "w", stdout)) return 5;
  swrite_Basic = FALSE;
  const char *kind = count > 1 ? arguments[1] : "";
  unif01_Gen generator = {0, 0, "standard input", uniform, bits, write_state};
  fprintf(out, "{\"tests\":[");
  if (strcmp(kind, "normal") == 0 && count == 4) {
    normal(atol(arguments[2]), atol(arguments[3]));
  } else {
    reversed = strcmp(kind, "smallcrush-reversed") == 0;
    deviates = strcmp(kind, "smallcrush-deviates") == 0;
    if (reversed || deviates || strcmp(kind, "smallcrush") == 0) bbattery_SmallCrush(&generator);
    else if (strcmp(kind, "rabbit") == 0 && count == 3) bbattery_Rabbit(&generator, atof(arguments[2]));
    else if (strcmp(kind, "crush") == 0) bbattery_Crush(&generator);
    else return 2;
    for (int k = 0; k < bbattery_NTests; k++)
      if (bbattery_pVal[k] >= 0) report(bbattery_TestNames[k], bbattery_pVal[k]);
  }
  fprintf(out, "],\"words\":%llu,\"library\":\"%s\"}\n", words, PACKAGE_STRING);
  return fclose(out) == 0 ? 0 : 6;
}
