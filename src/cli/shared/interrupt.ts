/** Ctrl-C stops a command in good order; a second one at once. */

export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back. */
  release(): void;
}

/** `onStop` is called when the first SIGINT or SIGTERM comes. */
export function interruptible(onStop: () => void): Interruption {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    onStop();
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
