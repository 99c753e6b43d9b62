import { closest, isConnected, listen, replaceChildren, setAttribute, setHidden, setText } from '../../../../core/page/page-nodes.js';
import { makeElement } from '../../../markup/make-element.js';
import type { SectionView } from '../../sections/section-view.js';
import { drawCode } from './draw-code.js';

/** Codes a second to choose from; the second is the default. */
const SPEEDS = [1, 2, 4] as const;
/** From so many codes on, a file is quicker. */
const MANY = 40;

/**
 * Shows codes one after the other, until the other device has read all. For who prefers reduced motion they stand still, and it is said how they go on.
 *
 * @param place is filled
 * @param codes their texts
 * @param view of the panel
 */
export function showCodes(place: HTMLElement, codes: readonly string[], { say }: Pick<SectionView, 'say'>): void {
  const canvas = makeElement('canvas', { role: 'img', 'data-onshelf-code': '' });
  const counter = makeElement('span', {});
  const play = makeElement('button', { type: 'button' });
  const back = makeElement('button', { type: 'button' }, say('code-back'));
  const next = makeElement('button', { type: 'button' }, say('code-next'));
  const close = makeElement('button', { type: 'button' }, say('close'));
  const options = SPEEDS.map((speed) => makeElement('option', { value: String(speed) }, String(speed)));
  const speed = makeElement('select', {}, ...options);
  speed.value = String(SPEEDS[1]);
  const pace = makeElement('label', {}, say('code-speed'), ' ', speed);
  const isStill = codes.length > 1 && matchMedia('(prefers-reduced-motion: reduce)').matches;
  let [at, runs] = [0, codes.length > 1 && !isStill];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (step: number): void => {
    at = (at + step + codes.length) % codes.length;
    const places = { number: at + 1, count: codes.length };
    drawCode(canvas, codes[at], codes.length > 1);
    setText(counter, say('code-of', places));
    setAttribute(canvas, 'aria-label', say('code-picture', places));
  };
  const schedule = (): void => {
    clearTimeout(timer);
    setText(play, say(runs ? 'code-stop' : 'code-go'));
    if (!runs) return;
    timer = setTimeout(() => {
      // Gone with its part of the panel, or folded away.
      if (!isConnected(canvas)) return;
      if (closest(canvas, 'details:not([open])') === null) show(1);
      schedule();
    }, 1000 / Number(speed.value));
  };
  const stepBy = (step: number) => (): void => {
    runs = false;
    show(step);
    schedule();
  };
  listen(play, 'click', () => {
    runs = !runs;
    schedule();
  });
  listen(speed, 'change', schedule);
  listen(back, 'click', stepBy(-1));
  listen(next, 'click', stepBy(1));
  listen(close, 'click', () => {
    runs = false;
    schedule();
    replaceChildren(place);
  });
  for (const control of [play, back, next, pace]) setHidden(control, codes.length === 1);
  replaceChildren(
    place,
    makeElement('p', {}, say('codes-how', { name: say('scan') })),
    ...(codes.length >= MANY ? [makeElement('p', {}, say('codes-many', { count: codes.length, limit: MANY }))] : []),
    ...(isStill ? [makeElement('p', {}, say('codes-still', { next: say('code-next'), go: say('code-go') }))] : []),
    canvas,
    makeElement('p', { 'data-onshelf-field': '' }, counter, ' ', play, ' ', back, ' ', next, ' ', pace, ' ', close),
  );
  show(0);
  schedule();
}
