import type { Diagnosis, EngineFacts, PageFacts } from '../../types/diagnosis.js';
import type { Health } from '../../types/health.js';
import type { Link } from '../../worker/link.js';
import type { Guard } from '../failures/guard.js';
import { findCauses } from './find-causes.js';

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
 * @param page what the page knows besides; without it nothing is said of the page's sources
 */
export async function diagnoseShelf({ guard, link, build }: DiagnosisParts, health: Health, page: PageFacts = {}): Promise<Diagnosis> {
  const facts = await guard.run<EngineFacts>(
    'diagnose',
    () => link.call('diagnose', null),
    () => ({ ids: null, lists: [] }),
  );
  return { build, consent: health.consent, health, ...facts, page, findings: findCauses(health, facts, page) };
}
