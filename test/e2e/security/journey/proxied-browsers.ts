import { chromium, firefox, type LaunchOptions } from '@playwright/test';
import { FIREFOX, firefoxMissing } from '../../tools/firefox-program.js';
import type { PlainBrowser } from '../../tools/plain-browsers.js';
import { openWebKit, webKitMissing } from '../../tools/webkit-session.js';

/** Opens a browser of which every request goes through a proxy, those of workers and to this machine too. */
type OpenProxied = (proxy: string, launchOptions: LaunchOptions) => Promise<PlainBrowser>;

const openChromium: OpenProxied = async (proxy, launchOptions) => {
  const browser = await chromium.launch({
    ...launchOptions,
    args: [
      ...(launchOptions.args ?? []),
      `--proxy-server=${proxy}`,
      '--proxy-bypass-list=<-loopback>',
      // What does not go through a proxy goes nowhere: names are not looked up, and WebRTC sends no datagram.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--webrtc-ip-handling-policy=disable_non_proxied_udp',
      '--force-webrtc-ip-handling-policy',
    ],
  });
  const page = await browser.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    run: (body) => page.evaluate(`(async () => { ${body} })()`),
    close: () => browser.close(),
  };
};

const openFirefox: OpenProxied = async (proxy) => {
  const [host, port] = proxy.split(':');
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: FIREFOX,
    firefoxUserPrefs: {
      'network.proxy.type': 1,
      'network.proxy.http': host,
      'network.proxy.http_port': Number(port),
      'network.proxy.ssl': host,
      'network.proxy.ssl_port': Number(port),
      'network.proxy.no_proxies_on': '',
      'network.proxy.allow_hijacking_localhost': true,
      'network.proxy.failover_direct': false,
      'media.peerconnection.enabled': false,
    },
  });
  const page = await browser.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    run: (body) => page.evaluate(`(async () => { ${body} })()`),
    close: () => browser.close(),
  };
};

/** The three engines. `missing`: why one is not available here, or ''. */
export const PROXIED_BROWSERS: readonly { readonly name: string; readonly missing: string; readonly open: OpenProxied }[] = [
  { name: 'Chromium', missing: '', open: openChromium },
  { name: 'Firefox', missing: firefoxMissing(), open: openFirefox },
  { name: 'WebKitGTK', missing: webKitMissing(), open: (proxy) => openWebKit(proxy) },
];

/** Hosts of the browsers' makers: of updates, lists of dangerous sites and the like, which browsers ask by themselves. */
export const MAKERS =
  /^(?:https?:\/\/)?(?:[a-z0-9.-]+\.)?(?:google|googleapis|gvt1|gvt2|mozilla|firefox|mozgcp)\.(?:com|net|org)(?::\d+)?(?:\/|$)/;
