// The page of a search: suggests names and titles while the reader types. The search itself
// needs no script.

import { suggestions } from './suggest.js';

suggestions(document.querySelector('#filter [name="text"]'), document.getElementById('suggestions'));
