import { describe, expect, it } from 'vitest';
import { buildCommand } from '../../../src/cli/commands/build-command.js';
import { importCommand } from '../../../src/cli/commands/import-command.js';
import type { Command, CommandCall } from '../../../src/cli/options/command.js';
import { feedOptions, logOptions } from '../../../src/cli/options/input-options.js';
import { textsOption } from '../../../src/cli/options/option-values.js';
import { parseArguments } from '../../../src/cli/usage/parse-arguments.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { onshelf } from '../tools/run-onshelf.js';

function call(words: readonly string[], command: Command = buildCommand): CommandCall {
  const terminal = { write: () => {}, writeError: () => {}, rewritable: false };
  return { command, ...parseArguments(command, words), json: false, terminal, progress: SILENT_PROGRESS };
}

const both = (...words: string[]): [unknown, unknown] => [feedOptions(call(words)), logOptions(call(words))];

describe('files of a command', () => {
  it('may be named by several options, and by several words after one, as a shell leaves a pattern', () => {
    const { values, positionals } = call([
      '--events',
      'a.csv',
      'b.csv',
      '--out',
      'pack',
      '--events=c.csv',
      'd.csv',
      '--catalog',
      'f.xml',
      'g.xml',
      '--json',
    ]);
    expect([values.events, values.catalog, positionals]).toEqual([['a.csv', 'b.csv', 'c.csv', 'd.csv'], ['f.xml', 'g.xml'], []]);
    expect(textsOption(call([]), 'events')).toEqual([]);
  });

  it('that follow no such option are answered with the call that was probably meant', async () => {
    const calls: [string[], string][] = [
      [['build', 'products.xml', 'orders.csv'], 'onshelf build --catalog products.xml --events orders.csv --out pack'],
      [['build', 'orders.csv', 'products.xml'], 'onshelf build --catalog products.xml --events orders.csv --out pack'],
      [['build', 'a.csv', 'b.csv'], 'onshelf build --catalog a.csv --events b.csv --out pack'],
      [['build', "shop's feed.xml", '--events', 'l.csv'], "onshelf build --catalog 'shop'\\''s feed.xml' --events l.csv --out pack"],
      [
        ['build', '--out', 'p', 'feed.xml', 'logs/1.csv', 'logs/2.csv'],
        'onshelf build --catalog feed.xml --events logs/1.csv logs/2.csv --out p',
      ],
      [['evaluate', 'orders.csv'], 'onshelf evaluate --events orders.csv'],
      [['import', 'feed.tsv'], 'onshelf import --catalog feed.tsv --out pack'],
    ];
    for (const [words, right] of calls) {
      // What follows an option with a list would be its values.
      const { code, errors } = await onshelf(
        ...words.filter((word) => word !== '--events' && word !== 'l.csv'),
        ...(words.includes('l.csv') ? ['--events', 'l.csv'] : []),
      );
      expect([code, errors]).toEqual([2, expect.stringContaining(` Write "${right}". See: onshelf ${words[0]} --help\n`)]);
    }
  });
});

describe('--map', () => {
  it('gives each field to the file that has it, and a shared one to the file that has the column', () => {
    expect(both('--map', 'user_id=CustomerID,title=Name', '--map', 'item_id=properties.product_id,price=Preis')).toEqual([
      { mapped: { title: 'Name' }, mappedWhereThere: { price: 'Preis' } },
      { mapped: { user_id: 'CustomerID', item_id: 'properties.product_id' }, mappedWhereThere: { price: 'Preis' } },
    ]);
    expect(both('--map', 'feed.price=Preis,log.price=Total')).toEqual([{ mapped: { price: 'Preis' } }, { mapped: { price: 'Total' } }]);
    expect(feedOptions(call(['--map', 'price=Preis'], importCommand))).toEqual({ mapped: { price: 'Preis' } });
    expect(feedOptions(call(['--map', 'price=Preis', '--events', 'log.csv'], importCommand))).toEqual({
      mapped: {},
      mappedWhereThere: { price: 'Preis' },
    });
  });

  it('takes names with commas, equals signs and quotes', () => {
    const mapped = (...words: string[]): unknown => feedOptions(call(words)).mapped;
    expect(mapped('--map', 'title="Name, long",brand=Marke')).toEqual({ title: 'Name, long', brand: 'Marke' });
    expect(mapped('--map', 'title=Name, long', '--map', 'brand=a=b')).toEqual({ title: 'Name, long', brand: 'a=b' });
    expect(mapped('--map', 'title="5"" screen"')).toEqual({ title: '5" screen' });
    expect(mapped('--map', ' title = Name ')).toEqual({ title: 'Name' });
  });

  it('maps the columns of named attributes', () => {
    expect(feedOptions(call(['--attributes', 'margin,"a, b"', '--map', 'margin=Marge', '--attributes', 'margin']))).toEqual({
      mapped: { margin: 'Marge' },
      attributes: ['margin', 'a, b'],
    });
  });

  it('refuses what it does not understand, with the fields', () => {
    const faults: [string, RegExp][] = [
      ['user_id', /"user_id" is not of the form OURS=THEIRS/],
      ['user_id=A,item_id', /"item_id" is not of the form/],
      ['user_id=', /"user_id=" is not of the form/],
      ['colour=c', /unknown field "colour"; the fields are, of the feed: id, .*; of the log: user_id, .*Did you mean color\?/],
      ['log.title=c', /unknown field "log\.title"/],
      ['title=a,title=b', /--map gives title twice/],
    ];
    for (const [text, message] of faults) expect(() => both('--map', text), text).toThrow(message);
    expect(() => feedOptions(call(['--map', 'user_id=a'], importCommand))).toThrow(
      /unknown field "user_id"; the fields are, of the feed: [^;]*$/,
    );
  });
});

describe('--columns', () => {
  it('names the columns of the log, or of the feed', () => {
    expect(both('--columns', 'user_id,item_id,timestamp')).toEqual([
      { mapped: {} },
      { mapped: {}, columns: ['user_id', 'item_id', 'timestamp'] },
    ]);
    expect(both('--columns', 'id,title')).toEqual([{ mapped: {}, columns: ['id', 'title'] }, { mapped: {} }]);
    expect(both('--columns', 'log:a,b', '--columns', 'feed:c,"d, e"')).toEqual([
      { mapped: {}, columns: ['c', 'd, e'] },
      { mapped: {}, columns: ['a', 'b'] },
    ]);
  });

  it('says what is missing where it is not clear whose columns they are', () => {
    expect(() => both('--columns', 'a,b')).toThrow(/neither user_id and item_id, for a log, nor id, for a feed.*--columns log:a,b/);
    expect(() => both('--columns', 'id,,title')).toThrow(/empty name/);
    expect(() => both('--columns', 'feed:a', '--columns', 'feed:b')).toThrow(/given twice for the feed/);
  });
});

describe('--event, --event-map and --day-first', () => {
  it('say what the log does not', () => {
    expect(
      logOptions(
        call(['--event', 'purchase', '--event-map', 'pv=view_item,"a, b"=purchase', '--event-map', 'fav=add_to_wishlist', '--day-first']),
      ),
    ).toEqual({
      mapped: {},
      event: 'purchase',
      eventMap: { pv: 'view_item', 'a, b': 'purchase', fav: 'add_to_wishlist' },
      dayFirst: true,
    });
    expect(feedOptions(call(['--day-first']))).toEqual({ mapped: {}, dayFirst: true });
  });

  it('know the names of events', () => {
    expect(() => logOptions(call(['--event', 'purchases']))).toThrow(/--event: unknown event "purchases"; .* Did you mean purchase\?/);
    expect(() => logOptions(call(['--event-map', 'pv=views']))).toThrow(/--event-map pv: unknown event "views"/);
    expect(() => logOptions(call(['--event-map', 'pv']))).toThrow(/"pv" is not of the form THEIRS=OURS/);
    expect(() => logOptions(call(['--event-map', 'pv=view_item,pv=purchase']))).toThrow(/gives "pv" two meanings/);
  });
});
