import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const sources = (readdirSync('src', { recursive: true }) as string[])
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'));
/** A file without its comments. */
const codeOf = (path: string): string => readFileSync(join('src', path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
const filesWith = (pattern: RegExp): string[] => sources.filter((path) => pattern.test(codeOf(path)));

/** Patterns of code that trust names which a page may have changed. */
const UNGUARDED = {
  document: /\bdocument\b\s*\??\.(?!test\b)/,
  element: new RegExp(
    `(?<!\\.)\\.(?:${[
      'querySelector(?:All)?|closest|getAttribute(?:Names)?|setAttribute|removeAttribute|hasAttribute|attributes|dataset|localName|tagName',
      'children|childNodes|firstElementChild|lastElementChild|firstChild|nextElementSibling|previousElementSibling|parentNode|parentElement',
      'textContent|innerText|replaceChildren|replaceWith|isConnected|activeElement|cloneNode|offsetHeight|style',
    ].join('|')})\\b(?!\\s*:)`,
  ),
  global:
    /\b(window|self|globalThis|page)\b[^;\n]*\)?\??\.(analytics|dataLayer|Shopify|trustedTypes|onshelf)\b|\bin (globalThis|window|page)\b/,
} as const;
/** The part of the library that runs in pages, among their elements. */
const isOfThePage = (path: string): boolean =>
  /^(binding|client|core|elements|record|script|react|vue|worker)\//.test(path) && path !== 'core/page/page-nodes.ts';

describe('the network', () => {
  /** Tries whether a policy refuses every connection. */
  const TRIES = 'worker/sealed/inside/try-policy.ts';

  it('is reached from one file only, but for what tries that it cannot be reached', () => {
    expect(filesWith(/\bfetch\s*\(/)).toEqual(['pack/load/fetch-bytes.ts', TRIES]);
  });

  it('is reached in no other way', () => {
    expect(
      filesWith(/XMLHttpRequest|sendBeacon|WebSocket|EventSource|RTCPeerConnection|WebTransport|importScripts\s*\(|new Image|\.src\s*=/),
    ).toEqual([TRIES]);
  });

  it('is given the address of a picture in two places: the card of a shop that asked for pictures, and where a list says which and when', () => {
    expect(filesWith(/setAttribute\(\s*(\w+,\s*)?'src(set)?'|\.srcset\b|backgroundImage/)).toEqual([
      'elements/render-card.ts',
      'elements/pictures/show-pictures.ts',
    ]);
  });

  it('is given the address of code in one place: the script tag, of the files beside it', () => {
    const computed = /(?<!\.)\bimport\(\s*[^'"\s)]/;
    // A method of that name is not one.
    const files = filesWith(computed).filter((path) => path !== 'types/shelf.ts');
    expect(files).toEqual(['script/onshelf.ts', 'script/opening/worker-address.ts']);
    const tag = codeOf('script/onshelf.ts');
    expect([...tag.matchAll(/\bload(?:<\w+>)?\('([a-z.-]+)'/g)].map(([, name]) => name)).toEqual([
      'index.js',
      'shelf-opener.js',
      'banner-readers.js',
      'call-readers.js',
      'page-readers.js',
      'elements.js',
    ]);
    expect(tag).toMatch(/\bimport\(`\$\{base\}\$\{file\}`\)/);
    expect(tag.match(new RegExp(computed, 'g'))?.length).toBe(1);
  });

  it('is asked without credentials or referrer', () => {
    expect(codeOf('pack/load/fetch-bytes.ts')).toContain(
      "{ method: 'GET', credentials: 'omit', referrerPolicy: 'no-referrer', cache, signal, ...how }",
    );
  });
});

describe('the device', () => {
  /** What scripts ask to tell devices apart. */
  const FINGERPRINTS =
    /toDataURL|getImageData|AudioContext|enumerateDevices|hardwareConcurrency|deviceMemory|userAgent\b|navigator\.(plugins|languages|platform)|getTimezone|\.fonts\b|\bscreen\./;

  it('is asked for nothing that tells it apart, in a page or a worker', () => {
    // Reads what the shopper holds before the camera, after a click: never a drawing of its own.
    const reader = 'elements/panel/codes/scan/read-picture.ts';
    expect(filesWith(FINGERPRINTS).filter((path) => !/^(train|cli)\//.test(path))).toEqual([reader]);
    expect(codeOf(reader)).not.toMatch(/fillText|fillRect|getContext\('webgl/);
    expect(FINGERPRINTS.test('navigator.hardwareConcurrency')).toBe(true);
  });

  it('is given no cookie, and no name of a window', () => {
    const carried = /\.cookie\b|cookieStore|window\.name\b/;
    expect(filesWith(carried)).toEqual([]);
    expect(carried.test("document.cookie = 'id=1'")).toBe(true);
  });
});

describe('the source', () => {
  it('reads members of the document only past its named elements, which may shadow any of them', () => {
    expect(filesWith(UNGUARDED.document).filter(isOfThePage)).toEqual([]);
  });

  it('takes members that an input of a form may shadow from the prototypes', () => {
    expect(filesWith(UNGUARDED.element).filter(isOfThePage)).toEqual([]);
  });

  it('reads optional globals only as own members of the window, since an element may have their names', () => {
    expect(filesWith(UNGUARDED.global)).toEqual([]);
  });

  it.each([
    ['document', 'document.currentScript'],
    ['document', 'globalThis.document?.body'],
    ['element', "form.querySelector('input')"],
    ['element', "card.querySelectorAll<HTMLElement>('a')"],
    ['element', "(target as Element | null)?.closest?.('a')"],
    ['element', 'form.localName'],
    ['element', "element.textContent = ''"],
    ['element', 'script.dataset'],
    ['global', 'window.analytics'],
    ['global', "'Shopify' in globalThis"],
    ['global', '(globalThis as { dataLayer?: unknown }).dataLayer'],
  ] as const)('is found out where it says to the %s %s', (kind, code) => {
    expect(UNGUARDED[kind].test(code)).toBe(true);
  });

  it('names GPU types only in score/webgpu, and in the code that requests the GPU', () => {
    expect(filesWith(/\bGPU[A-Z]\w+/).filter((path) => !path.startsWith('score/webgpu/'))).toEqual([]);
  });

  it('never reads a GPU synchronously', () => {
    expect(filesWith(/\b(dataSync|arraySync|bufferSync)\b/)).toEqual([]);
    // Node's function to read a file has the same name as tfjs's function to read a GPU.
    expect(filesWith(/\breadSync\b/).filter((path) => !path.startsWith('train/'))).toEqual([]);
  });

  it('never builds code from text', () => {
    expect(filesWith(/\beval\s*\(|new Function\b|innerHTML/)).toEqual([]);
  });
});

// A check is useful only if it can fail.
describe.each([
  ['a stage imports another stage', 'src/explain/lamp.ts', 'src/query/bulb.ts', 'explain-imports-only'],
  ['a room imports one above it', 'src/engine/list/lamp.ts', 'src/engine/sources/bulb.ts', 'engine/list-imports-only-no-other-room'],
  ['a room has no walls', 'src/engine/cellar/lamp.ts', 'src/types/bulb.ts', 'engine-has-no-rooms-without-walls'],
])('the check of the arrows fails where %s', (_fault, from, to, rule) => {
  const root = mkdtempSync(join(tmpdir(), 'onshelf-arrows-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it(`naming ${rule}`, { timeout: 60_000 }, () => {
    for (const [path, text] of [
      [from, `import { bulb } from '${relative(dirname(from), to).replace('.ts', '.js')}';\nexport const lamp = bulb;\n`],
      [to, 'export const bulb = 1;\n'],
      ['tsconfig.json', '{}'],
    ]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const checked = spawnSync(resolve('node_modules/.bin/depcruise'), ['--config', resolve('test/depcruise.cjs'), 'src'], { cwd: root });
    expect(checked.status).toBe(1);
    expect(String(checked.stdout)).toContain(rule);
  });
});
