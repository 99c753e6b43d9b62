/**
 * The rules of the panel's sections. Every selector weighs nothing (`:where`), so that any rule of the shop wins. Nothing has a colour but bars and
 * codes, whose colours the browser knows, dark and forced ones too.
 */
export const SECTION_STYLE = `
:where([data-onshelf-fold]){overflow-wrap:anywhere}
:where([data-onshelf-fold]>summary){padding-block:.35em;cursor:pointer}
:where([data-onshelf-fold]>div){padding-inline-start:1rem}
:where([data-onshelf-fold] ul[role=list]){margin:0;padding:0;list-style:none}
:where([data-onshelf-fold] ul[role=list]>li){padding-block:.35em}
:where([data-onshelf-share],[data-onshelf-figures]>li){display:grid;grid-template-columns:minmax(0,9rem) minmax(3rem,12rem) auto;justify-content:start;align-items:center;gap:.75rem}
:where([data-onshelf-figures]>li){grid-template-columns:minmax(0,1fr) auto;max-width:32rem}
:where([data-onshelf-share] meter){width:100%}
:where([data-onshelf-field]){display:flex;flex-wrap:wrap;align-items:end;gap:.5rem}
:where([data-onshelf-field] label){display:grid;gap:.2rem;min-width:0;max-width:100%}
:where([data-onshelf-field] :is(input,select)){box-sizing:border-box;max-width:100%;min-width:0;font:inherit}
:where([data-onshelf-field] [role=alert]:empty){display:none}
:where([data-onshelf-field] [role=alert]){flex-basis:100%}
:where([data-onshelf-fold]>p){padding-inline-start:1rem}
:where([data-onshelf-choices]){display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;padding-block:.35em}
:where([data-onshelf-visit]){display:grid;gap:.75rem}
:where([data-onshelf-visit] small){display:block}
:where([data-onshelf-fold] [aria-pressed=true])::before{content:'\\2713\\20'}
:where([data-onshelf-pair]){display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));gap:.75rem 1.5rem;max-width:48rem}
:where([data-onshelf-code],[data-onshelf-camera]:not([hidden])){display:block;width:100%;max-width:26rem;height:auto}
`;
