import { attribute, findAll, rootOf } from '../../../core/page/page-nodes.js';
import { firstText } from '../fields/page-fields.js';

/** Usual names of a field for what is searched. */
const NAMED =
  /^(q|s|w|k|query|keywords?|search|terms?|text|find|(search|site)[-_]?(term|query|text|string|word|phrase|keywords?|field|input)?)$/i;

/**
 * The text that was typed into a form's search field: the one of type `search`, or else one with a usual name, such as `q`, `s`, `query`, `keyword` or
 * `search`, or else its first field for a text.
 *
 * @param form of the page
 * @returns undefined without such a field, or where it is empty
 */
export function typedInForm(form: Element): string | undefined {
  const id = attribute(form, 'id');
  // A field may also be elsewhere in the page.
  const elsewhere = id === null ? [] : findAll<HTMLInputElement>(rootOf(form) as Document, 'input[form]');
  const fields = [...findAll<HTMLInputElement>(form, 'input'), ...elsewhere.filter((field) => attribute(field, 'form') === id)].filter(
    (field) => /^(search|text|)$/.test(typeOf(field)),
  );
  const isNamed = (field: Element): boolean => ['name', 'id'].some((name) => NAMED.test(attribute(field, name) ?? ''));
  const field = fields.find((one) => typeOf(one) === 'search') ?? fields.find(isNamed) ?? fields[0];
  return firstText(field?.value);
}

function typeOf(field: Element): string {
  return (attribute(field, 'type') ?? '').toLowerCase();
}
