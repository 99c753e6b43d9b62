import { existsSync } from 'node:fs';

/** The program file of the Firefox that is tested: a stock one, spoken to over WebDriver BiDi, not Playwright's patched build. */
export const FIREFOX = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';

/** Why there can be no Firefox here, or ''. */
export function firefoxMissing(): string {
  return existsSync(FIREFOX) ? '' : `there is no ${FIREFOX} (Debian: firefox-esr); set FIREFOX_PATH to its program file`;
}
