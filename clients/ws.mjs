// graphql-ws: a query over the WebSocket, and an import that is told of.
import assert from 'node:assert/strict'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { importPost } from './lib/import.mjs'

const url = process.argv[2].replace(/^http/, 'ws')
const client = createClient({ url, webSocketImpl: WebSocket, lazy: false })

const results = client.iterate({ query: '{ corpus { revision } }' })
const before = (await results.next()).value.data.corpus.revision
assert.ok(before >= 1)
assert.equal((await results.next()).done, true)

const changes = client.iterate({
  query: 'subscription { corpusChanged { revision importedAt inserted updated removed appearances { key person { slug } } } }',
})
const first = changes.next()
await new Promise((resolve) => setTimeout(resolve, 500)) // the subscription has no answer of its own
const key = await importPost('Wanda')
const { corpusChanged } = (await first).value.data
assert.equal(corpusChanged.revision, before + 1)
assert.equal(corpusChanged.inserted, 1)
assert.deepEqual(corpusChanged.appearances, [{ key, person: { slug: 'wanda' } }])
await changes.return()
await client.dispose()
console.log(`graphql-ws: revision ${corpusChanged.revision} brought ${key}`)
process.exit(0)
