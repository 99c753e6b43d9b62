import { type ComputedRef, computed, type MaybeRefOrGetter, shallowRef, toValue } from 'vue';
import { createQuizRound, type QuizControls, quizControls } from '../binding/quiz-round.js';
import type { QuizRequest } from '../types/quiz.js';
import { useResource } from './use-resource.js';

/**
 * A taste quiz, pair by pair. It stays the same while the shopper answers it. Each mounting, and `restart()`, asks for a new one.
 *
 * @param request of `shelf.quiz()`; another number of pairs is another quiz
 */
export function useQuiz(request: MaybeRefOrGetter<QuizRequest> = {}): ComputedRef<QuizControls> {
  const restarts = shallowRef(0);
  const pairs = computed(() => toValue(request).pairs);
  const round = computed(() => {
    void restarts.value;
    return createQuizRound(pairs.value === undefined ? {} : { pairs: pairs.value });
  });
  const at = shallowRef({ key: '', place: 0 });
  const { value, store } = useResource((shelves) => shelves.resource(round.value.key, round.value.ask, round.value.textOf));
  return computed(() => {
    const { key } = round.value;
    return quizControls(store.value, value.value, at.value.key === key ? at.value.place : 0, (place) => {
      if (place === undefined) restarts.value++;
      else at.value = { key, place };
    });
  });
}
