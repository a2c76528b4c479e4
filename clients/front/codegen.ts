// The schema is read from a server, as a front end's author would do; VIEWLINE says
// where that is.
import type { CodegenConfig } from '@graphql-codegen/cli'

const config: CodegenConfig = {
  schema: process.env.VIEWLINE,
  documents: ['timeline.ts'],
  generates: {
    'gql/': {
      preset: 'client',
      config: { documentMode: 'string', useTypeImports: true, strictScalars: true, scalars: { PartialDate: 'string', DateTime: 'string' } },
    },
  },
}
export default config
