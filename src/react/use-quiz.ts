import { useMemo, useState } from 'react';
import { createQuizRound, type QuizControls, quizControls } from '../binding/quiz-round.js';
import type { QuizRequest } from '../types/quiz.js';
import { useResource } from './use-resource.js';

/**
 * A taste quiz, pair by pair. It stays the same while the shopper answers it. Each mounting, and `restart()`, asks for a new one.
 *
 * @param request of `shelf.quiz()`; another number of pairs is another quiz
 */
export function useQuiz(request: QuizRequest = {}): QuizControls {
  const { pairs } = request;
  const [restarts, setRestarts] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a restart is a new round
  const round = useMemo(() => createQuizRound(pairs === undefined ? {} : { pairs }), [pairs, restarts]);
  const [at, setAt] = useState({ key: '', place: 0 });
  const [{ value }, store] = useResource(round.key, round.ask, round.textOf);
  const place = at.key === round.key ? at.place : 0;
  return useMemo(
    () =>
      quizControls(store, value, place, (next) =>
        next === undefined ? setRestarts((count) => count + 1) : setAt({ key: round.key, place: next }),
      ),
    [store, value, place, round],
  );
}
