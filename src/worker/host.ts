import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { BUILD } from '../core/version.js';
import { createEngine, type Engine } from '../engine/engine.js';
import { requestsMade } from '../engine/requests-made.js';
import { serveList } from '../engine/serve-list.js';
import type { MessageName, ReplyMessage, RequestMessage, WorkerProtocol } from './protocol.js';

type Handlers = {
  readonly [Name in MessageName]: (
    input: WorkerProtocol[Name][0],
    signal: AbortSignal,
  ) => Promise<WorkerProtocol[Name][1]> | WorkerProtocol[Name][1];
};

/**
 * Serves one engine to one page. Only dispatches requests; the engine does all work.
 *
 * @param reply sends a message to the page
 * @param closing ends the engine when it fires; in a worker the engine ends with the worker
 * @returns handles a message from the page
 */
export function createHost(reply: (message: ReplyMessage) => void, closing?: AbortSignal): (message: RequestMessage) => void {
  let waiting: (() => void)[] = [];
  const engine = createEngine(undefined, () => {
    const allowed = new Promise<void>((resolve) => waiting.push(resolve));
    reply({ asks: true });
    return allowed;
  });
  closing?.addEventListener('abort', engine.close);
  const handlers = handlersOf(engine);
  const running = new Map<number, AbortController>();
  reply({ ready: BUILD });
  return (message) => {
    if ('ping' in message) {
      reply({ alive: true });
      return;
    }
    if ('allow' in message) {
      const all = waiting;
      waiting = [];
      for (const begin of all) begin();
      return;
    }
    if ('cancel' in message) {
      running.get(message.cancel)?.abort();
      return;
    }
    const { id, name, input } = message;
    const controller = new AbortController();
    running.set(id, controller);
    const handle = handlers[name] as (input: unknown, signal: AbortSignal) => unknown;
    Promise.resolve()
      .then(() => {
        closing?.throwIfAborted();
        return handle(input, controller.signal);
      })
      .then(
        (output) => reply({ id, output }),
        (error: unknown) =>
          reply({ id, error: { code: error instanceof OnshelfError ? error.code : 'worker-failed', message: messageOf(error) } }),
      )
      .finally(() => running.delete(id));
  };
}

function handlersOf(engine: Engine): Handlers {
  return {
    open: (input) => engine.open(input),
    later: engine.loaded,
    attach: ({ storage }) => engine.attach(storage),
    hold: ({ events }) => {
      engine.hold(events);
      return null;
    },
    observe: ({ event }) => {
      engine.observe(event);
      return null;
    },
    pause: (paused) => {
      engine.pause(paused);
      return null;
    },
    aside: (given) => {
      engine.aside(given);
      return null;
    },
    learn: async (pace) => {
      await engine.learn(pace);
      return null;
    },
    rest: (resting) => {
      engine.rest(resting);
      return null;
    },
    list: (input, signal) => engine.list(input, signal),
    segments: async (input) => (await import('../engine/segments/answer-segments.js')).answerSegments(await engine.context(input), input),
    items: ({ offset, count }) => engine.items(offset, count),
    explain: async (input, signal) =>
      (await import('../engine/account/explain-score.js')).explainScore(
        await engine.context(input),
        input.itemId,
        input,
        serveList,
        signal,
      ),
    nextBest: async (input) => (await import('../engine/slots/fill-slots.js')).fillSlots(await engine.context(input), input),
    quiz: async (input) => (await import('../engine/quiz/make-quiz.js')).makeQuiz(await engine.context({}), input ?? {}),
    measure: async () => {
      const { profile, pack } = await engine.context({});
      return (await import('../engine/measure/measure-lists.js')).measureLists(profile, pack);
    },
    inspect: engine.inspect,
    taste: async ({ kind, name }) =>
      (await import('../engine/plan/plan-list.js')).planning.tasteNamed((await engine.context({})).pack, kind, name),
    forget: (what) => engine.forget(what),
    requests: requestsMade,
    leak: async (input) => {
      const { pack } = await engine.context({});
      return (await import('../engine/leak/measure-leak.js')).measureLeak(pack, engine.made(), input);
    },
    pictures: async (input) => (await import('../engine/pictures/pack-pictures.js')).packPictures((await engine.context({})).pack, input),
    health: () => engine.health(),
    diagnose: () => engine.diagnose(),
  };
}
