// Lists what changed in the schema since the last release (released.graphqls). A
// breaking change has to be told of under "Unreleased" in CHANGELOG.md: the name of
// the field, the argument or the value stands there in backquotes.
import { readFileSync } from 'node:fs'
import { CriticalityLevel, diff } from '@graphql-inspector/core'
import { buildSchema } from 'graphql'

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8')
const changes = await diff(buildSchema(read('released.graphqls')), buildSchema(read('../schema.graphqls')))
const of = (level) => changes.filter((change) => change.criticality.level === level)
const breaking = of(CriticalityLevel.Breaking)
for (const [what, list] of [['breaking', breaking], ['dangerous', of(CriticalityLevel.Dangerous)]]) {
  for (const change of list) console.log(`${what}: ${change.message.split('\n')[0]}`)
}
const unreleased = read('../CHANGELOG.md').split(/^## /m).find((part) => part.startsWith('Unreleased')) ?? ''
const untold = breaking.filter(({ path }) => !unreleased.includes('`' + path.split('.').at(-1) + '`'))
for (const change of untold) console.error(`CHANGELOG.md does not tell of ${change.path} under "Unreleased": ${change.message.split('\n')[0]}`)
console.log(`schema: ${changes.length} changes since the last release, ${breaking.length} of them breaking`)
process.exit(untold.length > 0 ? 1 : 0)
