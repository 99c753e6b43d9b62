import type { ForeignVisit } from './visit-shop.js';

/** What a visit of three mugs is like in a shop that is personal: the same in all shops. */
export const MUG_VISIT = { titles: ['Amber mug', 'Birch mug', 'Cobalt mug'], word: 'mug' } as const;

/** What is wrong with a visit of three mugs, in words; [] if the shop was personal, and nothing else happened. */
export function faultsOfVisit(visit: ForeignVisit): string[] {
  const { before, after, reasons, related, complaints, elsewhere, shift, opened, cutOff } = visit;
  const faults: string[] = [];
  const expectThat = (isRight: boolean, fault: string): void => void (isRight || faults.push(`${fault}: ${JSON.stringify(visit)}`));
  expectThat(before.length === 4 && before.some((title) => !title.includes('mug')), 'the first list is not that of everybody');
  expectThat(after.length === 4 && after.every((title) => title.includes('mug')), 'the list is not personal');
  // Whichever variant.
  expectThat(!after.some((title) => MUG_VISIT.titles.some((viewed) => title.startsWith(viewed))), 'the list has what was viewed');
  expectThat(
    reasons.length === 4 && reasons.every((reason) => /^Because .*(Amber|Birch|Cobalt) mug/.test(reason)),
    'reasons name no product',
  );
  expectThat(
    related.length === 4 && !related.some((title) => title.startsWith('Cobalt mug')),
    'the list of the product page is not about it',
  );
  expectThat(opened !== '' && after[0]?.startsWith(opened), 'the card does not lead to its product');
  expectThat(complaints.length === 0, 'the console complains');
  expectThat(elsewhere.length === 0, 'another host was asked');
  expectThat(shift === 0, 'something moved');
  expectThat(cutOff.length === 0, 'cards are cut off');
  return faults;
}
