// Apollo Client: the contract query, then fetchMore until a list is whole.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { relayStylePagination } from '@apollo/client/utilities'

const client = new ApolloClient({
  link: new HttpLink({ uri: process.argv[2] }),
  cache: new InMemoryCache({
    possibleTypes: { Node: ['Person', 'Appearance', 'Viewpoint', 'Paper', 'Topic', 'Post'] },
    typePolicies: { Query: { fields: { appearances: relayStylePagination() } } },
  }),
})

const contract = gql(await readFile(new URL('../testdata/contract.graphql', import.meta.url), 'utf8'))
const { data } = await client.query({ query: contract })
assert.equal(data.person.appearances.totalCount, 4)
assert.equal(data.person.appearances.nodes[0].key, 'ilya-sutskever/2025-11-26')

const query = gql`
  query ($after: String) {
    appearances(first: 7, after: $after) {
      totalCount
      edges { cursor node { id key date } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`
const watched = client.watchQuery({ query })
let subscription
let list = await new Promise((resolve, reject) => {
  subscription = watched.subscribe({ next: ({ data }) => data && resolve(data.appearances), error: reject })
})
let { pageInfo } = list
while (pageInfo.hasNextPage) {
  const more = await watched.fetchMore({ variables: { after: pageInfo.endCursor } })
  pageInfo = more.data.appearances.pageInfo
}
list = client.readQuery({ query }).appearances
subscription.unsubscribe()
const keys = list.edges.map((e) => e.node.key)
assert.equal(keys.length, list.totalCount)
assert.equal(new Set(keys).size, keys.length)
client.stop()
console.log(`apollo: ${keys.length} appearances over pages of 7`)
process.exit(0)
