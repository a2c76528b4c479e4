// graphql-sse in the distinct connections mode, and a browser's EventSource.
import assert from 'node:assert/strict'
import { EventSource } from 'eventsource'
import { createClient } from 'graphql-sse'
import { importPost } from './lib/import.mjs'

const url = process.argv[2]
const query = 'subscription { corpusChanged { revision inserted appearances { key } } }'

const client = createClient({ url, singleConnection: false })
const changes = client.iterate({ query })
const first = changes.next()
const source = new EventSource(`${url}?query=${encodeURIComponent(query)}`)
const event = new Promise((resolve, reject) => {
  source.addEventListener('next', (e) => resolve(JSON.parse(e.data)))
  source.addEventListener('error', reject)
})
await new Promise((resolve) => source.addEventListener('open', resolve))
await new Promise((resolve) => setTimeout(resolve, 500))
const key = await importPost('Xenia')
const told = (await first).value.data.corpusChanged
assert.equal(told.inserted, 1)
assert.deepEqual(told.appearances, [{ key }])
assert.deepEqual((await event).data.corpusChanged, told)
source.close()
await changes.return()
client.dispose()

const ended = createClient({ url, singleConnection: false }).iterate({ query: '{ corpus { revision } }' })
assert.equal((await ended.next()).value.data.corpus.revision, told.revision)
assert.equal((await ended.next()).done, true)
console.log(`graphql-sse and EventSource: revision ${told.revision} brought ${key}`)
process.exit(0)
