/**
 * Waits for `promise`, at most `ms` milliseconds; then rejects with an Error that names `label`. What the promise
 * stands for is not stopped: whoever started a worker or a browser still closes it in a `finally`.
 */
export async function withTimeout<T>(promise: Promise<T>, ms: number, label: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${label}: no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
