// The schema, as @graphql-eslint and its Relay rules want it.
import graphql from '@graphql-eslint/eslint-plugin'

export default [
  {
    files: ['**/*.graphqls'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: 'schema.graphqls' } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // A description of one line reads best on one line, a longer one as a block.
      '@graphql-eslint/description-style': 'off',
      // Sections nest under the name that the contract gives them.
      '@graphql-eslint/no-typename-prefix': 'off',
      // Short lists are plain lists, nodes beside the edges too; hits and
      // recommendations are no objects of their own.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Parts of an object are reached through it, and so have no id.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            suffixes: ['Connection', 'Edge', 'Facet', 'Facets'],
            types: [
              'Section', 'Passage', 'Participant', 'Detail', 'Prose', 'Timestamp', 'Link', 'Image', 'Recommendation', 'Cover',
              'Corpus', 'CorpusChange', 'PageInfo', 'SearchHit', 'Fragment', 'Subscription', 'SourceRange', 'QuoteCheck', 'QuotePlace',
              'TopicPosition', 'Suggestion',
            ],
          },
        },
      ],
    },
  },
]
