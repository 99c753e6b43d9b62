import { existsSync } from 'node:fs';

/** The program file of the tested Firefox: a stock one, driven over WebDriver BiDi, not Playwright's patched build. */
export const FIREFOX = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';

/** Why Firefox is not available here, or ''. */
export function firefoxMissing(): string {
  return existsSync(FIREFOX) ? '' : `there is no ${FIREFOX} (Debian: firefox-esr); set FIREFOX_PATH to its program file`;
}
