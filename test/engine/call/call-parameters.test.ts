import { expectTypeOf, it } from 'vitest';
import type { CALL_PARAMETERS } from '../../../src/engine/call/call-parameters.js';
import type { ListKind } from '../../../src/types/list-call.js';

it('a call of every kind of list is read', () => {
  expectTypeOf<(typeof CALL_PARAMETERS)['kind']['takes'][number]>().toEqualTypeOf<ListKind>();
});
