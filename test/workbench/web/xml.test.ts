import { parseXml, type XmlElement } from '../../../workbench/web/xml';

function plain({ name, attributes, children, text }: XmlElement): object {
  return {
    name,
    ...Object.fromEntries([...attributes].map(([key, value]) => [`@${key}`, value])),
    ...(text.trim() && { text: text.trim() }),
    ...(children.length > 0 && { children: children.map(plain) }),
  };
}

test.each([
  ['<nav/>', { name: 'nav' }],
  [
    `<?xml version="1.0"?>\n<!-- <no/> -->\n<nav color='#123456'><view name="a" default="true" /><divider/></nav>\n`,
    {
      name: 'nav',
      '@color': '#123456',
      children: [{ name: 'view', '@name': 'a', '@default': 'true' }, { name: 'divider' }],
    },
  ],
  ['<label>a &amp; b &lt;c&gt; &#65;&#x42; &nbsp;</label>', { name: 'label', text: 'a & b <c> AB &nbsp;' }],
  ['<definition><![CDATA[{"a": "<b>"}]]></definition>', { name: 'definition', text: '{"a": "<b>"}' }],
  [`<a href="x?a=1&amp;b=&quot;"/>`, { name: 'a', '@href': 'x?a=1&b="' }],
])('%s', (xml, expected) => {
  expect(plain(parseXml(xml, 'a.xml'))).toEqual(expected);
});

test.each([
  ['<a>\n<b></a>', 'a.xml:2: found </a>, expected </b>'],
  ['</a>', 'a.xml:1: found </a>, expected </>'],
  ['<a>\n\n<b x=1/></a>', 'a.xml:3: no well-formed XML'],
  ['<a><b>', 'a.xml: <b> is not closed'],
  ['', 'a.xml: found 0 root elements, expected 1'],
  ['<a/><b/>', 'a.xml: found 2 root elements, expected 1'],
])('%j is refused with its place', (xml, message) => {
  expect(() => parseXml(xml, 'a.xml')).toThrow(new Error(message));
});
