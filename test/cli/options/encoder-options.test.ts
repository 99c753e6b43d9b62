import { describe, expect, it } from 'vitest';
import { buildCommand } from '../../../src/cli/commands/build-command.js';
import { evaluateCommand } from '../../../src/cli/commands/evaluate-command.js';
import { encoderOption } from '../../../src/cli/options/encoder-options.js';
import { parseArguments } from '../../../src/cli/usage/parse-arguments.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { onshelf } from '../tools/run-onshelf.js';
import { put, smallLog, temporaryFolder } from '../tools/shop-files.js';

const folder = temporaryFolder();
const log = put(folder, 'log.csv', smallLog(60, 30));
const small = ['--dimensions', '8', '--iterations', '3', '--memory', '256MB', '--resamples', '0'];

describe.each([buildCommand, evaluateCommand])('the sequence encoder of onshelf $name', (command) => {
  const asked = (...words: string[]) => {
    const terminal = { write: () => {}, writeError: () => {}, rewritable: false };
    return encoderOption({ command, ...parseArguments(command, words), json: false, terminal, progress: SILENT_PROGRESS });
  };

  it('is the one that is named, within ten minutes or the time that is given; by default auto', () => {
    const milliseconds = 600_000;
    expect(asked()).toEqual({ encoder: { kind: 'auto', milliseconds } });
    for (const kind of ['auto', 'attention', 'recurrent', 'convolution', 'consistent'])
      expect(asked('--encoder', kind)).toEqual({ encoder: { kind, milliseconds } });
    expect(asked('--encoder', 'none')).toEqual({});
    expect(asked('--encoder-minutes', '0.5')).toEqual({ encoder: { kind: 'auto', milliseconds: 30_000 } });
  });

  it.each([
    [['--encoder', 'diffusion'], '--encoder is "diffusion"; it must be one of auto, attention, recurrent, convolution, consistent, none.'],
    [['--encoder', 'none', '--encoder-minutes', '5'], '--encoder-minutes is the time of --encoder, which is none. Leave one of them out.'],
    [['--encoder-minutes', 'soon'], '--encoder-minutes is "soon"; it must be a number of 0.01 or more.'],
    [['--encoder-minutes', '0'], '--encoder-minutes is "0"; it must be a number of 0.01 or more.'],
  ])('is no answer to %j', (words, message) => {
    expect(() => asked(...words)).toThrow(message);
  });
});

describe('onshelf evaluate --encoder', () => {
  it('says why none is tried', async () => {
    const { errors, code } = await onshelf('evaluate', '--events', log, '--models', 'blend', ...small);
    expect(code).toBe(0);
    expect(errors).toContain(
      'Note: Sequence encoder: not tried: the log has 180 events to learn from that follow another, fewer than 10 000.',
    );
    const none = await onshelf('evaluate', '--events', log, '--models', 'blend', '--encoder', 'none', ...small);
    expect(none.errors).not.toContain('Sequence encoder');
  });

  it.each([
    [['--encoder', 'consistent'], '--encoder cannot be combined with --protocol baskets, whose model reads no sequence.'],
    [['--encoder-minutes', '5'], '--encoder-minutes cannot be combined with --protocol baskets'],
  ])('refuses %j for baskets', async (words, message) => {
    const { errors, code } = await onshelf('evaluate', '--events', log, '--protocol', 'baskets', ...words, ...small);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });
});
