/** One element of a small XML file: a view or the navigation of an app. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  readonly line: number;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<data>[\s\S]*?)\]\]>|<(?<close>\/?)(?<name>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?<empty>\/?)>|(?<text>[^<]+)/y;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const isHex = /^#x/i.test(name);
    return String.fromCodePoint(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10));
  });
}

function attributesOf(text: string): Map<string, string> {
  const pairs = text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...pairs].map(([, name, double, single]) => [name!, decode(double ?? single ?? '')]));
}

function elementOf(name: string, attributes: string, line: number): OpenElement {
  return { name, attributes: attributesOf(attributes), children: [], text: '', line };
}

/** Applies one token to the open elements, innermost last; says what is wrong with it, if anything. */
function applyToken(open: OpenElement[], groups: Record<string, string>, line: number): string | undefined {
  const { data, close, name, attributes = '', empty, text } = groups;
  const parent = open.at(-1)!;
  if (data !== undefined || text !== undefined) {
    parent.text += data ?? decode(text ?? '');
    return undefined;
  }
  if (name === undefined) return undefined;
  if (close === '/') {
    open.pop();
    return parent.name === name ? undefined : `found </${name}>, expected </${parent.name}>`;
  }
  const element = elementOf(name, attributes, line);
  parent.children.push(element);
  if (empty !== '/') open.push(element);
  return undefined;
}

/** The root element of the XML text. Throws an Error naming file and line where the text is not well-formed. */
export function parseXml(xml: string, file: string): XmlElement {
  const root = elementOf('', '', 1);
  const open = [root];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < xml.length; at = TOKEN.lastIndex) {
    const line = xml.slice(0, at).split('\n').length;
    const token = TOKEN.exec(xml);
    const fault = token ? applyToken(open, token.groups!, line) : 'no well-formed XML';
    if (fault !== undefined) throw new Error(`${file}:${line}: ${fault}`);
  }
  if (open.length > 1) throw new Error(`${file}: <${open.at(-1)!.name}> is not closed`);
  if (root.children.length !== 1) {
    throw new Error(`${file}: found ${root.children.length} root elements, expected 1`);
  }
  return root.children[0]!;
}
