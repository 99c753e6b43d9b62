import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { strToU8, zipSync } from 'fflate';

/** A folder for made-up files, removed after the tests. */
export interface ShopFolder {
  readonly path: string;
  /** Writes a file, and its folders; returns its path. */
  put(name: string, content: string | Uint8Array): string;
  /** Writes what a query gives by DuckDB's `COPY`; returns the path. */
  copy(name: string, query: string, options: string): Promise<string>;
  remove(): void;
}

/** Makes a folder for made-up files. */
export function shopFolder(): ShopFolder {
  const path = mkdtempSync(join(tmpdir(), 'onshelf-files-'));
  return {
    path,
    put: (name, content) => {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    copy: async (name, query, options) => {
      const file = join(path, name);
      const instance = await DuckDBInstance.create(':memory:');
      const connection = await instance.connect();
      await connection.run(`COPY (${query}) TO '${file}' (${options})`);
      connection.closeSync();
      instance.closeSync();
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A ZIP archive of files by name. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])),
  );
}

/** A cell of `workbookOf`: a text, a number, or a date as an Excel day. */
export type SheetCell = string | number | { readonly day: number } | null;

/** An Excel workbook of sheets by name; texts are shared strings. */
export function workbookOf(sheets: Readonly<Record<string, readonly (readonly SheetCell[])[]>>): Uint8Array {
  const names = Object.keys(sheets);
  const texts: string[] = [];
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const cell = (value: SheetCell, place: string): string => {
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
    if (typeof value === 'object') return `<c r="${place}" s="1"><v>${value.day}</v></c>`;
    if (!texts.includes(value)) texts.push(value);
    return `<c r="${place}" t="s"><v>${texts.indexOf(value)}</v></c>`;
  };
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files: Record<string, string> = {};
  names.forEach((name, sheet) => {
    const rows = sheets[name].map((row, at) => {
      const cells = row.map((value, column) => cell(value, `${String.fromCharCode(65 + column)}${at + 1}`));
      return `<row r="${at + 1}">${cells.join('')}</row>`;
    });
    files[`xl/worksheets/sheet${sheet + 1}.xml`] = `<worksheet ${main}><sheetData>${rows.join('')}</sheetData></worksheet>`;
  });
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = names.map((_, sheet) => relation(sheet + 1, 'worksheet', `worksheets/sheet${sheet + 1}.xml`));
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><sheets>${names.map((name, sheet) => `<sheet name="${name}" sheetId="${sheet + 1}" r:id="rId${sheet + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">${relations.join('')}${relation(90, 'sharedStrings', 'sharedStrings.xml')}${relation(91, 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${main}>${texts.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${main}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...files,
  });
}
