/**
 * The kernels, typed. Pointers (`Pointer`) are byte offsets into linear memory; counts are whole numbers; a key is
 * two unsigned words. Formulas, layouts and orders are documented where the kernels are: `assembly/*.ts`.
 */
export type Pointer = number;

export interface Kernels {
  encodeBernoulli(
    events: Pointer,
    offsets: Pointer,
    counts: Pointer,
    lines: Pointer,
    rates: Pointer,
    active: number,
    steps: number,
    k0: number,
    k1: number,
  ): number;
  encodeRegular(
    events: Pointer,
    offsets: Pointer,
    counts: Pointer,
    lines: Pointer,
    rates: Pointer,
    phases: Pointer,
    active: number,
    steps: number,
    k0: number,
    k1: number,
  ): number;
  encodeLatency(
    events: Pointer,
    offsets: Pointer,
    counts: Pointer,
    lines: Pointer,
    rates: Pointer,
    active: number,
    steps: number,
  ): number;

  vmmEvents(y: Pointer, w: Pointer, stride: number, active: Pointer, count: number): void;
  vmmLines(y: Pointer, w: Pointer, stride: number, lines: Pointer, x: Pointer, count: number): void;
  vmmDense(y: Pointer, w: Pointer, stride: number, x: Pointer, rows: number): void;
  outerAdd(w: Pointer, stride: number, lines: Pointer, a: Pointer, count: number, x: Pointer): void;
  add(y: Pointer, x: Pointer, count: number): void;
  clear(at: Pointer, bytes: number): void;

  wiresFactor(
    records: Pointer,
    g: Pointer,
    rows: number,
    columns: number,
    resistance: number,
    rho: number,
    left: Pointer,
    right: Pointer,
    top: Pointer,
    bottom: Pointer,
    word: Pointer,
    carried: Pointer,
  ): void;
  wiresDrive(
    records: Pointer,
    rows: number,
    columns: number,
    left: Pointer,
    right: Pointer,
    word: Pointer,
  ): void;
  wiresDescend(
    records: Pointer,
    rows: number,
    columns: number,
    beta: number,
    rho: number,
    word: Pointer,
    carried: Pointer,
  ): number;
  wiresAscend(
    records: Pointer,
    rows: number,
    columns: number,
    alpha: number,
    rho: number,
    carried: Pointer,
  ): number;

  lifStep(
    q: Pointer,
    p: Pointer,
    r: Pointer,
    u: Pointer,
    current: Pointer,
    counts: Pointer,
    spikes: Pointer,
    padded: number,
    alpha: number,
    beta: number,
    drive: number,
    rho: number,
    gamma: number,
    theta: number,
    reset: number,
  ): number;
  traceStep(
    p: Pointer,
    q: Pointer,
    sum: Pointer,
    padded: number,
    events: Pointer,
    count: number,
    alpha: number,
    beta: number,
    drive: number,
    places: Pointer,
  ): void;

  softmax(p: Pointer, scores: Pointer, scale: number, classes: number): void;
  readoutError(
    e: Pointer,
    scores: Pointer,
    scale: number,
    classes: number,
    label: number,
    kind: number,
  ): void;
  localDelta(
    delta: Pointer,
    e: Pointer,
    back: Pointer,
    u: Pointer,
    stride: number,
    classes: number,
    theta: number,
    width: number,
    surrogate: number,
  ): void;
  accumulateDelta(
    sum: Pointer,
    delta: Pointer,
    u: Pointer,
    count: number,
    membrane: number,
    bias: number,
  ): void;

  packAbove(
    rows: Pointer,
    values: Pointer,
    x: Pointer,
    map: Pointer,
    count: number,
    threshold: number,
  ): number;
  packColumns(
    cols: Pointer,
    c0: Pointer,
    c1: Pointer,
    d: Pointer,
    count: number,
    rate: number,
    ltp: number,
    ltd: number,
    threshold: number,
  ): number;
  denseColumns(c: Pointer, d: Pointer, count: number, rate: number, pulses: number, threshold: number): void;

  planStochastic(
    hits: Pointer,
    rows: Pointer,
    a: Pointer,
    rowCount: number,
    cols: Pointer,
    c0: Pointer,
    c1: Pointer,
    colCount: number,
    stride: number,
    k0: number,
    k1: number,
    scratch: Pointer,
  ): number;
  planSkipping(
    hits: Pointer,
    rows: Pointer,
    a: Pointer,
    rowCount: number,
    cols: Pointer,
    c0: Pointer,
    c1: Pointer,
    colCount: number,
    stride: number,
    k0: number,
    k1: number,
    scratch: Pointer,
  ): number;
  planRounded(
    hits: Pointer,
    rows: Pointer,
    a: Pointer,
    rowCount: number,
    cols: Pointer,
    c0: Pointer,
    c1: Pointer,
    colCount: number,
    stride: number,
    k0: number,
    k1: number,
    threshold: number,
  ): number;
  planCoincidence(
    hits: Pointer,
    rows: Pointer,
    a: Pointer,
    rowCount: number,
    cols: Pointer,
    c0: Pointer,
    c1: Pointer,
    colCount: number,
    stride: number,
    k0: number,
    k1: number,
    slots: number,
    split: number,
    trains: Pointer,
  ): number;
  planResidual(
    hits: Pointer,
    counters: Pointer,
    groups: Pointer,
    rows: Pointer,
    a: Pointer,
    rowCount: number,
    c: Pointer,
    stride: number,
    unit: number,
    k0: number,
    k1: number,
  ): number;
  planExact(
    array: Pointer,
    hits: Pointer,
    rows: Pointer,
    a: Pointer,
    rowCount: number,
    cols: Pointer,
    c: Pointer,
    colCount: number,
    stride: number,
    replica: number,
    most: number,
    rounding: number,
    k0: number,
    k1: number,
  ): number;
  applyPulses(array: Pointer, hits: Pointer, count: number, replica: number, k0: number, k1: number): void;
  cacheWeights(array: Pointer, count: number): void;
  fillUniform(x: Pointer, count: number, span: number, k0: number, k1: number): void;
}
