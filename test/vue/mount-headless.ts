import { type App, type Component, createRenderer } from 'vue';

/** A node of a page without a browser. */
interface Node {
  readonly tag: string;
  text: string;
  parent: Node | null;
  readonly children: Node[];
}

const nodeOf = (tag: string, text = ''): Node => ({ tag, text, parent: null, children: [] });
const textOf = ({ text, children }: Node): string => text + children.map(textOf).join('');
const remove = (node: Node): void => {
  const siblings = node.parent?.children;
  siblings?.splice(siblings.indexOf(node), 1);
  node.parent = null;
};

const { createApp } = createRenderer<Node, Node>({
  createElement: (tag) => nodeOf(tag),
  createText: (text) => nodeOf('', text),
  createComment: () => nodeOf('!'),
  setText: (node, text) => {
    node.text = text;
  },
  setElementText: (node, text) => {
    node.children.length = 0;
    node.text = text;
  },
  insert: (node, parent, anchor) => {
    remove(node);
    parent.children.splice(anchor ? parent.children.indexOf(anchor) : parent.children.length, 0, node);
    node.parent = parent;
  },
  remove,
  parentNode: ({ parent }) => parent,
  nextSibling: (node) => {
    const siblings = node.parent?.children ?? [];
    return siblings[siblings.indexOf(node) + 1] ?? null;
  },
  patchProp: () => {},
});

/**
 * Mounts a Vue component in Node: with the life cycle of a page, unlike a server's rendering.
 *
 * @param root the component
 * @param prepare changes the app before it is mounted
 * @returns the app, and its text now
 */
export function mountHeadless(
  root: Component,
  prepare: (app: App<Node>) => void,
): { readonly app: App<Node>; readonly text: () => string } {
  const app = createApp(root);
  const page = nodeOf('main');
  prepare(app);
  app.mount(page);
  return { app, text: () => textOf(page) };
}

/** Waits until answers have come and are rendered. */
export const settled = (milliseconds = 20): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
