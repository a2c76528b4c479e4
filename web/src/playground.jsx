// The playground: GraphiQL with the examples of the page in its tabs.

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { follow } from '../static/asked.js';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './playground.css';

const here = new URL('.', import.meta.url);

globalThis.MonacoEnvironment = {
  getWorker(_, label) {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(new URL(`${name}.worker.js`, here), { type: 'module' });
  },
};

const root = document.getElementById('main');
const endpoint = new URL(root.dataset.endpoint, location.href);
const socket = new URL(endpoint);
socket.protocol = socket.protocol.replace('http', 'ws');

const address = new URLSearchParams(location.search);
const asked = address.has('query') ? [{ query: address.get('query'), variables: address.get('variables') ?? '' }] : [];
const examples = JSON.parse(document.getElementById('examples').textContent).map(({ query }) => ({ query }));

const note = follow();
let query = asked[0]?.query ?? '';
let variables = asked[0]?.variables ?? '';

createRoot(root).render(
  <GraphiQL
    fetcher={createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socket.href })}
    plugins={[HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]}
    defaultTabs={[...asked, ...examples]}
    initialQuery={asked[0]?.query}
    initialVariables={asked[0]?.variables}
    defaultEditorToolsVisibility={false}
    onEditQuery={(text) => {
      query = text;
      note(query, variables);
    }}
    onEditVariables={(text) => {
      variables = text;
      note(query, variables);
    }}
  />,
);
