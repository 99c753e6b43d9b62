/** HTML's own attributes of any element; `itemid`, `title`, `is` and `id` resemble the elements' own. */
const HTML =
  'accesskey autocapitalize autofocus class contenteditable dir draggable enterkeyhint exportparts hidden id inert inputmode is itemid itemprop itemref itemscope itemtype key lang name nonce part popover ref role slot spellcheck style tabindex title translate'.split(
    ' ',
  );

/** Whether an attribute belongs to HTML, to the page's events, or to another tool: `data-id`, `aria-label`, `onclick`, `v-cloak`, `x:y`. */
export const isForeign = (name: string): boolean =>
  HTML.includes(name) || /^(aria-|data-|on|v-|x-|ng-|hx-|s-|is-|[^a-z])|[^a-z-]/.test(name);
