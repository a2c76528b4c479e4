// Automatic persisted queries over GET, with an answer that is not sent twice.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'

const url = process.argv[2]
const seen = []
const fetcher = async (input, init) => {
  const response = await fetch(input, init)
  seen.push({ url: String(input), method: init.method, response: response.clone() })
  return response
}
const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const client = new ApolloClient({
  link: new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(new HttpLink({ uri: url, fetch: fetcher })),
  cache: new InMemoryCache(),
})
// A name of its own, so that no run before this one has left the query there.
const name = `Run${process.pid}`
const query = gql(`query ${name} { people(first: 1) { totalCount nodes { slug } } }`)
const ask = () => client.query({ query, fetchPolicy: 'network-only' })
const { data } = await ask()
assert.ok(data.people.totalCount >= 1)
assert.equal(seen.length, 2)
assert.equal(seen[0].method, 'GET')
assert.equal(seen[0].response.headers.get('cache-control'), 'no-store')
const missed = await seen[0].response.json()
assert.equal(missed.errors[0].extensions.code, 'PERSISTED_QUERY_NOT_FOUND')

await ask()
assert.equal(seen.length, 3)
assert.equal(seen[2].method, 'GET')
const etag = seen[2].response.headers.get('etag')
assert.match(etag, /^"[^"]+"$/)
const again = await fetch(seen[2].url, { headers: { accept: 'application/graphql-response+json,application/json;q=0.9', 'if-none-match': etag } })
assert.equal(again.status, 304)
assert.equal(await again.text(), '')
client.stop()
console.log('persisted queries: a miss, a registration, a hit, and 304')
process.exit(0)
