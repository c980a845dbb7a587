/** Ctrl-C stops a command in good order; a second one at once. So do SIGTERM and SIGHUP (a terminal that is closed). */

export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back. */
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds in which one Ctrl-C may come twice: from the terminal, and from npm or a shell that passes it on. */
const SAME = 500;

/** `onStop` is called when the first signal comes. */
export function interruptible(onStop: () => void): Interruption {
  const controller = new AbortController();
  let first = 0;
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      // Whoever closes a terminal asks for nothing at once.
      if (signal !== 'SIGHUP' && performance.now() - first > SAME) process.exit(130);
      return;
    }
    first = performance.now();
    onStop();
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return {
    signal: controller.signal,
    release() {
      for (const signal of SIGNALS) process.off(signal, stop);
    },
  };
}
