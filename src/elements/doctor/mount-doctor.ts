import { append, listen, replaceChildren } from '../../core/page/page-nodes.js';
import type { HeardSignals } from '../../types/consent.js';
import type { Diagnosis } from '../../types/diagnosis.js';
import { makeElement } from '../markup/make-element.js';

/**
 * Adds a fold-out for developers to a place in the panel: why lists are personal or not. Its words are English. Nothing is asked before it is opened.
 *
 * @param diagnose makes the diagnosis
 */
export function mountDoctor(place: HTMLElement, diagnose: () => Promise<Diagnosis>): void {
  const content = makeElement('div');
  const again = makeElement('button', { type: 'button' }, 'Look again');
  const fold = makeElement('details', { 'data-onshelf-doctor': '' }, makeElement('summary', {}, 'For developers'), content, again);
  let turn = 0;
  const look = async (): Promise<void> => {
    const mine = ++turn;
    const diagnosis = await diagnose();
    if (mine === turn) replaceChildren(content, ...render(diagnosis));
  };
  listen(fold, 'toggle', () => void (fold.open && look()));
  listen(again, 'click', () => void look());
  append(place, fold);
}

function render({ build, consent, health, ids, lists, page, findings }: Diagnosis): HTMLElement[] {
  const { voices, unread, elements } = page;
  return [
    ...section(
      'Findings',
      findings.map(({ code, message }) => [code, message]),
      'Nothing keeps lists from being personal.',
    ),
    ...section('State', [
      ['Build', build],
      ['Consent', consent],
      ...(health?.consentHeard?.banners ?? []).map(({ name, signals }) => [`Said by ${name}`, saidBy(signals)] as const),
      ...(health === null
        ? []
        : ([
            ['Events are kept', health.mode],
            ['Engine', `${health.engine}${health.backend === null ? '' : `, scores on ${health.backend}`}`],
            ['Pack', health.pack === null ? 'none' : `number ${health.pack.number}, ${health.pack.items} items`],
            ...health.notes.map(({ code, message }) => [code, message] as const),
            ...(health.lastError === null ? [] : [[`Last failure: ${health.lastError.code}`, health.lastError.message] as const]),
          ] as const)),
    ]),
    ...(voices
      ? section(
          'Heard on this page',
          voices.map(({ adapter, event, count }) => [`${adapter}: ${event}`, `${count}`]),
          'Nothing.',
        )
      : []),
    ...(unread?.length
      ? section(
          'Could not be read',
          unread.map(({ adapter, shape, count }) => [adapter, `${counted(count, 'time')} ${shape}`]),
        )
      : []),
    ...section(
      'Item ids',
      ids === null
        ? []
        : [
            ['Heard', `${ids.heard}, of which the pack knows ${ids.known}`],
            ...ids.unknown.map(
              ({ id, events, nearest }) =>
                [id, `unknown, ${counted(events, 'event')}${nearest === null ? '' : `; nearest: ${nearest}`}`] as const,
            ),
          ],
      'There is no pack to compare them with.',
    ),
    ...(elements?.length
      ? section(
          'Elements',
          elements.map(({ element, shows, why }) => [element, `${shows}: ${why}`]),
        )
      : []),
    ...section(
      'Latest lists',
      lists.map(({ kind, model, items, events, knownItems, notes }) => [
        `${kind}: ${model}`,
        [
          `${counted(items, 'item')}, made of ${counted(events, 'event')}, ${knownItems} of them on known items.`,
          ...notes.map(({ message }) => message),
        ].join(' '),
      ]),
      'None yet.',
    ),
  ];
}

/** A number with its noun. */
function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function saidBy(signals: HeardSignals): string {
  const words = Object.entries(signals).map(
    ([name, { granted, answered }]) => `${name} ${granted ? 'granted' : 'denied'}${answered === false ? ' by default' : ''}`,
  );
  return words.join(', ') || 'nothing yet';
}

function section(heading: string, rows: readonly (readonly [string, string])[], none = ''): HTMLElement[] {
  const title = makeElement('h4', {}, heading);
  if (rows.length === 0) return [title, makeElement('p', {}, none)];
  return [title, makeElement('dl', {}, ...rows.flatMap(([name, value]) => [makeElement('dt', {}, name), makeElement('dd', {}, value)]))];
}
