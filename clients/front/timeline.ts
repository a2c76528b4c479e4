// A person's timeline, page by page: a front end of one file. The types of queries,
// variables and answers are those that graphql-codegen makes of the schema.
import { graphql } from './gql'
import type { TimelineQuery, TypedDocumentString } from './gql/graphql'

const timeline = graphql(`
  query Timeline($person: String!, $after: String) {
    person(slug: $person) {
      name
      appearances(first: 2, after: $after, orderBy: { field: DATE, direction: DESC }) {
        totalCount
        nodes {
          id
          title
          date
          pageUrl
          viewpoints(first: 3) {
            nodes { id label text { plain } }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`)

async function ask<Answer, Variables>(query: TypedDocumentString<Answer, Variables>, variables: Variables): Promise<Answer> {
  const response = await fetch('/query', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: query.toString(), variables }),
  })
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: { message: string }[] }
  if (!data) throw new Error(errors?.map((error) => error.message).join('\n') ?? response.statusText)
  return data
}

const element = (id: string) => document.getElementById(id)!

type Appearance = NonNullable<TimelineQuery['person']>['appearances']['nodes'][number]

function show({ title, date, pageUrl, viewpoints }: Appearance) {
  const item = document.createElement('li')
  const link = Object.assign(document.createElement('a'), { href: pageUrl, textContent: `${date ?? 'undated'} ${title}` })
  const views = document.createElement('ul')
  for (const { label, text } of viewpoints.nodes) {
    views.append(Object.assign(document.createElement('li'), { textContent: label ?? text.plain }))
  }
  item.append(link, views)
  element('appearances').append(item)
}

let after: string | null | undefined

async function more() {
  const person = new URLSearchParams(location.search).get('person') ?? 'ilya-sutskever'
  const { person: found } = await ask(timeline, { person, after })
  element('name').textContent = found?.name ?? 'Nobody goes by that name'
  if (!found) return
  const { nodes, pageInfo, totalCount } = found.appearances
  nodes.forEach(show)
  after = pageInfo.endCursor
  element('more').hidden = !pageInfo.hasNextPage
  element('state').textContent = `${element('appearances').childElementCount} of ${totalCount}`
}

element('more').addEventListener('click', () => void more())
await more()
