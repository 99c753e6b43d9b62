import type { Progress, ProgressStep } from '../../train/progress/progress.js';
import type { Terminal } from '../options/command.js';
import { shown } from '../output/shown.js';
import { formatCount, formatSeconds } from './format-report.js';

/** How often the line is rewritten, milliseconds. */
const REDRAW_EVERY = 100;

/**
 * Progress on standard error. On a terminal one line is rewritten, with rate and time left; elsewhere each step prints one line
 * at its end.
 *
 * @param terminal receives the lines
 * @param now returns the current time, milliseconds
 */
export function progressLine(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  return {
    step: (name, total, unit): ProgressStep => {
      const start = now();
      let drawn = Number.NEGATIVE_INFINITY;
      let done = 0;
      if (terminal.rewritable) terminal.writeError(shown`\r\u001b[K${name} ...`);
      return {
        update: (finished) => {
          done = finished;
          if (!terminal.rewritable || now() - drawn < REDRAW_EVERY) return;
          drawn = now();
          terminal.writeError(shown`\r\u001b[K${name}: ${describeProgress(done, total, unit, (now() - start) / 1000)}`);
        },
        end: () => {
          const seconds = (now() - start) / 1000;
          const rate = done > 0 && seconds > 0 && unit !== '%' ? `, ${formatRate(Math.max(done, total) / seconds)} ${unit}/s` : '';
          terminal.writeError(shown`${terminal.rewritable ? shown`\r\u001b[K` : ''}${name}: ${formatSeconds(seconds)}${rate}\n`);
        },
      };
    },
  };
}

/** Share done, rate and time left. */
export function describeProgress(done: number, total: number, unit: string, seconds: number): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const speed = rate > 0 ? `, ${formatRate(rate)} ${unit}/s` : '';
  if (total <= 0) return `${formatCount(done)} ${unit}${speed}`;
  const left = rate > 0 ? `, ${formatSeconds(Math.max(0, total - done) / rate)} left` : '';
  const share = `${Math.min(99, Math.floor((100 * done) / total))} %`;
  return unit === '%' ? `${share}${left}` : `${share}, ${formatCount(done)} of ${formatCount(total)} ${unit}${speed}${left}`;
}

/** Rates below 10 have a decimal. */
function formatRate(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : formatCount(rate);
}
