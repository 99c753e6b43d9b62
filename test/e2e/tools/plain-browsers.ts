import { firefox } from '@playwright/test';
import { FIREFOX, firefoxMissing } from './firefox-program.js';
import { openWebKit, type WebKitSession, webKitMissing } from './webkit-session.js';

/** The functions of a browser that tests of several use. */
export type PlainBrowser = WebKitSession;

async function openFirefox(): Promise<PlainBrowser> {
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX });
  const page = await browser.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    run: (body) => page.evaluate(`(async () => { ${body} })()`),
    close: () => browser.close(),
  };
}

/** Browsers besides Chromium. `missing`: why one is not available here, or ''. */
export const PLAIN_BROWSERS: readonly {
  readonly name: 'Firefox' | 'WebKitGTK';
  readonly missing: string;
  readonly open: () => Promise<PlainBrowser>;
}[] = [
  { name: 'Firefox', missing: firefoxMissing(), open: openFirefox },
  { name: 'WebKitGTK', missing: webKitMissing(), open: openWebKit },
];
