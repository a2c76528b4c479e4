// Imports a post while a client listens: the program and its flags are in
// TEST_LOADER and TEST_LOADER_ARGS.
import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const folder = await mkdtemp(join(tmpdir(), 'viewline-'))
let year = 1900

/** Imports one more appearance of somebody new, and answers with its key. */
export async function importPost(person) {
  year++
  const post = `# ${person}在各个场合的观点\n\n## ${person} - 某播客访谈 - ${year}年\n\n### 1. 看法\n\n* **会变:** ${year}年的看法。\n`
  await writeFile(join(folder, `${person}-${year}.md`), post)
  const args = (process.env.TEST_LOADER_ARGS ?? '').split(' ').filter(Boolean)
  await promisify(execFile)(process.env.TEST_LOADER, [...args, folder])
  return `${person.toLowerCase()}/${year}`
}
