import { graphql } from 'relay-runtime'

// What a Relay front end would ask: a refetchable, paginated fragment.
export const page = graphql`
  fragment timelinePage on Person
  @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" })
  @refetchable(queryName: "timelinePageQuery") {
    appearances(first: $first, after: $after) @connection(key: "timelinePage_appearances") {
      totalCount
      edges { node { id key title date } }
    }
  }
`

export const views = graphql`
  query timelineViewsQuery($topic: String!) {
    topic(slug: $topic) {
      viewpoints(first: 20, orderBy: { field: DATE, direction: ASC }) { edges { node { id label text { plain } date } } }
    }
    person(slug: "ilya-sutskever") { ...timelinePage }
  }
`

// What a Relay front end would ask of a post in its order.
export const report = graphql`
  query timelineReportQuery($key: String!) {
    appearance(key: $key) {
      id
      participants { name role person { id name } }
      content {
        __typename
        ... on Passage { text { html } }
        ... on Viewpoint { id label question { plain } text { html } }
        ... on Section { heading content { __typename ... on Viewpoint { id text { html } } ... on Recommendation { position paper { id title } } } }
      }
    }
  }
`
