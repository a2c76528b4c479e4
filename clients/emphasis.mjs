// Prints random strings of emphasis marks beside Latin and Chinese, a JSON array [Markdown, HTML] a line, with the HTML
// that markdown-it makes of them with markdown-it-cjk-friendly. The strings are the same at every run.
import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'

const md = new MarkdownIt().use(cjkFriendly)
const marks = ['*', '**', '***', '_', '__', '~', '~~']
const text = ['a', 'b1', '2', ' ', '  ', '.', '(', ')', '!', ':', '"', '#', '\\*', '\\', '`c`', 'é', '中', '文', '。', '：', '（', '）', '「', '」', '“', '”', '…', '한', 'ア', '　', '\u{E0100}', '\uFE00', '\uFE0F', '✅']

// mulberry32: a small generator with a seed, since Math.random has none
let seed = 13
function random() {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const oneOf = (list) => list[Math.floor(random() * list.length)]

const lines = []
for (let i = 0; i < Number(process.argv[2] ?? 100_000); i++) {
  let s = ''
  for (let n = 2 + Math.floor(random() * 11); n > 0; n--) s += oneOf(random() < 0.45 ? marks : text)
  const html = md.render(s)
  // no list, heading or the like, and no blanks that a paragraph loses
  if (s === s.trim() && html === `<p>${md.renderInline(s)}</p>\n`) lines.push(JSON.stringify([s, html]))
}
console.log(lines.join('\n'))
