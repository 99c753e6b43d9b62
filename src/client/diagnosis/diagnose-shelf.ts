import { ownGlobal } from '../../core/page/platform.js';
import type { Diagnosis, EngineFacts, PageFacts } from '../../types/diagnosis.js';
import type { Health } from '../../types/health.js';
import type { Link } from '../../worker/link.js';
import type { Guard } from '../failures/guard.js';
import { elementFacts } from './element-facts.js';
import { findCauses } from './find-causes.js';
import { pageClues } from './page-clues.js';

/** What the diagnosis uses. */
interface DiagnosisParts {
  /** The page's build. */
  readonly build: string;
  readonly guard: Pick<Guard, 'run'>;
  readonly link: Pick<Link, 'call'>;
}

/**
 * Collects what explains why lists are personal or not.
 *
 * @param parts of the shelf
 * @param health its state
 * @param given what the page knows besides; without it, what the script tag has heard
 */
export async function diagnoseShelf({ guard, link, build }: DiagnosisParts, health: Health, given?: PageFacts): Promise<Diagnosis> {
  const page = { elements: elementFacts(), ...(given ?? factsOfTag()) };
  const facts = await guard.run<EngineFacts>(
    'diagnose',
    () => link.call('diagnose', null),
    () => ({ ids: null, lists: [] }),
  );
  return { build, consent: health.consent, health, ...facts, page, findings: findCauses(health, facts, page, pageClues(page)) };
}

/** What the script tag has heard; undefined without one. */
function factsOfTag(): PageFacts | undefined {
  return (ownGlobal('onshelf') as { readonly facts?: PageFacts } | undefined)?.facts;
}
