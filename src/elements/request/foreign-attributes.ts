/** Whether an attribute is none of the elements' own at first sight: HTML's most common ones, those of events and those of other tools. */
export const isForeign = (name: string): boolean =>
  /^(class|dir|hidden|id|lang|role|slot|style|tabindex|title|(aria-|data-|on|v-|x-|ng-|hx-|s-|is-|[^a-z]).*|.*[^a-z-].*)$/.test(name);
