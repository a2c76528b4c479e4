package store

// Format is the version of all that is stored: the fields of the documents, the tokens
// that texts are cut into, and the tables and indexes of both engines. It rises whenever
// one of these changes, so that nobody answers from documents or words of another
// program: testdata/format.golden holds it together with what it stands for.
const Format = 11
