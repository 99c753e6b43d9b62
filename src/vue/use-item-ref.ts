import { type ComponentPublicInstance, type MaybeRefOrGetter, type ShallowRef, shallowRef, toValue, watch } from 'vue';
import type { Identified, ListReport } from '../binding/list-report.js';
import { watchElement } from '../core/page/watch-element.js';

/**
 * A template ref for the element, or the component, that shows an item: reports the impression when half of it has been in view for one second.
 *
 * @param report of the list
 * @param item of the list
 * @example
 * const card = useItemRef(() => props.report, () => props.entry); // <li ref="card">
 */
export function useItemRef(
  report: MaybeRefOrGetter<ListReport>,
  item: MaybeRefOrGetter<Identified>,
): ShallowRef<Element | ComponentPublicInstance | null> {
  const shown = shallowRef<Element | ComponentPublicInstance | null>(null);
  watch(
    [shown, () => toValue(report), () => toValue(item).id] as const,
    ([target, told, id], _, onCleanup) => {
      const element: unknown = target && '$el' in target ? target.$el : target;
      // A component may have several roots, or a text.
      if ((element as Node | null)?.nodeType === 1) onCleanup(watchElement(element as Element, () => told.view({ id })));
    },
    { flush: 'post' },
  );
  return shown;
}
