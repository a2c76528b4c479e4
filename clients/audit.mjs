// Holds a server to every audit of graphql-http, required or not.
import { auditServer } from 'graphql-http'

const url = process.argv[2]
const results = await auditServer({ url })
const failed = results.filter((r) => r.status !== 'ok')
for (const r of failed) console.error(`${r.id} ${r.status}: ${r.name}: ${r.reason}`)
console.log(`audits: ${results.length - failed.length} of ${results.length} pass`)
process.exit(failed.length === 0 && results.length === 61 ? 0 : 1)
