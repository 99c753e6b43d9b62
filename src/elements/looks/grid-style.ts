const PLACE = '[layout=grid] [data-slot=items]';
/** On a phone two columns have room, down to cards of 8rem. */
const CARD = 'min(11rem,max(8rem,50% - .75rem))';

/**
 * The rules of `layout="grid"`: as many columns as have room, and cards of one height. Every selector weighs nothing (`:where`), so that any rule of
 * the shop wins. `--onshelf-card-width` is a card's smallest width, `--onshelf-gap` the space between cards. In a card of a fixed height the picture
 * is as high as the texts leave room for, so that nothing is cut off. A title in
 * the other direction than the page's stays on the page's side.
 */
export const GRID_STYLE = `
:where([layout=grid]){display:block}
:where(${PLACE}){display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,var(--onshelf-card-width,${CARD})),1fr));gap:var(--onshelf-gap,1.25rem);margin:0;padding:0;list-style:none}
:where(${PLACE}>:not([hidden],template)){display:flex;flex-direction:column;align-items:flex-start;gap:.375rem;box-sizing:border-box;min-width:0;overflow-wrap:anywhere}
:where(${PLACE} a){display:flex;flex-direction:column;gap:.5rem;min-height:0;width:100%;color:inherit;text-decoration:none}
:where(${PLACE} a:hover){text-decoration:underline}
:where(${PLACE} :is(img,canvas):not([hidden])){display:block;width:100%;height:auto;min-height:0;aspect-ratio:1;object-fit:contain;border-radius:.5rem}
:where(${PLACE} :is([data-slot=title],[data-slot=reason]):not([hidden])){display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;line-height:1.35}
:where(${PLACE} [data-onshelf-picture=none]){background:#8882}
:where(${PLACE} [data-slot]:not(a,img,canvas)){flex:none}
:where(${PLACE} [dir=auto]){text-align:-webkit-match-parent;text-align:match-parent}
:where(${PLACE} [data-slot=price]){font-weight:600}
:where(${PLACE} [data-slot=reason]){font-size:.8125rem}
:where(${PLACE} [data-slot=dismiss]){margin-top:auto;padding:.25rem .625rem;border:1px solid;border-radius:1rem;background:none;color:inherit;font:inherit;font-size:.8125rem;cursor:pointer}
`;
