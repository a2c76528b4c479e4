// Reads the calendar with ical.js: every appearance with its whole span of days.

import assert from 'node:assert/strict'

import ICAL from 'ical.js'

const [endpoint] = process.argv.slice(2)
const at = (path) => new URL(path, endpoint)

const response = await fetch(at('/timeline.ics'))
assert.equal(response.headers.get('content-type'), 'text/calendar; charset=utf-8')
const calendar = new ICAL.Component(ICAL.parse(await response.text()))
const events = new Map(calendar.getAllSubcomponents('vevent').map((found) => {
  const event = new ICAL.Event(found)
  return [event.uid, event]
}))

const { data } = await (await fetch(endpoint, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: '{ appearances(first: 100) { nodes { key date earliest latest title person { name } } } }' }),
})).json()

for (const { key, earliest, latest, title, person } of data.appearances.nodes.filter(({ date }) => date)) {
  const event = events.get(`${key}@viewline`)
  assert.ok(event, `no event for ${key}`)
  assert.ok(event.startDate.isDate && event.endDate.isDate, `${key} has a time of day`)
  assert.equal(event.startDate.toString(), earliest)
  const last = event.endDate.clone()
  last.adjust(-1, 0, 0, 0)
  assert.equal(last.toString(), latest)
  assert.equal(event.summary, `${person.name}: ${title}`)
}
console.log(`ical.js: ${events.size} events, each over the days that its date can mean`)
