/** One line of a terminal that is drawn again and again; on anything else, lines now and then. */
import { erase, redraw, write } from './terminal.ts';

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface LiveLine {
  /** On a terminal, whether this may be drawn now; elsewhere, whether it is time for another line. */
  due(): boolean;
  /** Draws in place, or writes a line. */
  draw(text: string): void;
  /** A line that stays. */
  keep(text: string): void;
  /** Takes the live line away. */
  clear(): void;
}

const REDRAW_MS = 100;
const LINE_MS = 10_000;

export function createLiveLine(
  stream: ProgressStream,
  { live, now = () => performance.now() }: { live: boolean; now?: () => number },
): LiveLine {
  let last = live ? Number.NEGATIVE_INFINITY : now();
  let drawn = false;
  const clear = () => {
    if (drawn) erase(stream);
    drawn = false;
  };
  return {
    due: () => now() - last >= (live ? REDRAW_MS : LINE_MS),
    draw(text) {
      last = now();
      if (!live) {
        write(stream, `${text}\n`);
        return;
      }
      redraw(stream, text, stream.columns || 80);
      drawn = true;
    },
    keep(text) {
      clear();
      if (!live) last = now();
      write(stream, `${text}\n`);
    },
    clear,
  };
}

/** Whether a stream can draw a line in place. */
export function isLive(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && environment.TERM !== 'dumb';
}

const BAR = 20;

/** `share` is 0–1. */
export function bar(share: number): string {
  const full = Math.round(share * BAR);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

/** "1:05", "1:02:05". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const clock = `${two(minutes % 60)}:${two(whole % 60)}`;
  return whole >= 3600 ? `${Math.floor(whole / 3600)}:${clock}` : clock.replace(/^0(?=\d:)/, '');
}

/** Seconds left after `seconds` for `share` of the work, as "1:05 left"; '' while it is too early to tell. */
export function timeLeft(seconds: number, share: number): string {
  if (share < 0.01 || seconds < 2) return '';
  return `${duration((seconds * (1 - share)) / share)} left`;
}
