// urql: the same query by POST and by GET, and a subscription. It accepts streams
// for all of them, but a query has to come as plain JSON.
import assert from 'node:assert/strict'
import { Client, fetchExchange, gql } from '@urql/core'
import { importPost } from './lib/import.mjs'

const query = gql`
  query ($slug: String!) {
    person(slug: $slug) { name appearances(first: 2) { totalCount nodes { key } } }
  }
`
for (const preferGetMethod of [false, 'force']) {
  const seen = []
  const client = new Client({
    url: process.argv[2],
    exchanges: [fetchExchange],
    preferGetMethod,
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      seen.push({ method: init.method, accept: init.headers.accept, type: response.headers.get('content-type') })
      return response
    },
  })
  const { data, error } = await client.query(query, { slug: 'ilya-sutskever' }).toPromise()
  assert.equal(error, undefined)
  assert.equal(data.person.name, 'Ilya Sutskever')
  assert.equal(data.person.appearances.totalCount, 4)
  assert.equal(seen.length, 1)
  assert.equal(seen[0].method, preferGetMethod ? 'GET' : 'POST')
  assert.match(seen[0].accept, /text\/event-stream/)
  assert.match(seen[0].type, /^application\/(graphql-response\+)?json/)
}

const client = new Client({ url: process.argv[2], exchanges: [fetchExchange], fetchSubscriptions: true, preferGetMethod: false })
let stop
const told = new Promise((resolve, reject) => {
  const changes = client.subscription('subscription { corpusChanged { inserted appearances { key } } }', {})
  stop = changes.subscribe(({ data, error }) => (error ? reject(error) : resolve(data.corpusChanged))).unsubscribe
})
await new Promise((resolve) => setTimeout(resolve, 500)) // the subscription has no answer of its own
const key = await importPost('Yara')
const { inserted, appearances } = await told
assert.equal(inserted, 1)
assert.deepEqual(appearances.map((a) => a.key), [key])
stop()
console.log(`urql: POST and GET answer plain JSON, and a subscription brought ${key}`)
process.exit(0)
