package store

// Choices are sets of tokens. An entry must have one token of each set, in addition to the
// Tokens. Each list of the filter that has more than one value makes a set, and so do Labels.
func (f AppearanceFilter) Choices() [][]Token {
	return choices(choice(ClassPerson, f.People), choice(ClassKind, f.Kinds), choice(ClassTopic, f.Topics), anyOf(ClassStrong, f.Labels))
}

// Choices are the same as [AppearanceFilter.Choices].
func (f ViewpointFilter) Choices() [][]Token {
	return choices(choice(ClassPerson, f.People), choice(ClassKind, f.Kinds), choice(ClassTopic, f.Topics), anyOf(ClassStrong, f.Labels))
}

// Choices are the same as [AppearanceFilter.Choices].
func (f SearchFilter) Choices() [][]Token {
	all := choices(choice(ClassPerson, f.People), choice(ClassKind, f.Kinds), choice(ClassTopic, f.Topics), anyOf(ClassStrong, f.Labels))
	if len(f.Groups) > 1 {
		all = append(all, anyOf(ClassWord, f.Groups))
	}
	if len(f.Groups) > 0 && f.Type == "" {
		all = append(all, choice(ClassType, []string{TypeAppearance, TypeViewpoint}))
	}
	return all
}

// Choices are the same as [AppearanceFilter.Choices], for a person's tokens.
func (f PersonFilter) Choices() [][]Token { return choices(choice(ClassTopic, f.Topics)) }

// only is the token for a list of one value; nil for any other list.
func only[T ~string](class byte, values []T) []Token {
	if len(values) != 1 {
		return nil
	}
	return is(class, string(values[0]))
}

// choice is the set of tokens for a list of more than one value; nil for any other list.
func choice[T ~string](class byte, values []T) []Token {
	if len(values) < 2 {
		return nil
	}
	set := make([]Token, len(values))
	for i, v := range values {
		set[i] = token(class, string(v))
	}
	return set
}

func choices(sets ...[]Token) [][]Token {
	var all [][]Token
	for _, set := range sets {
		if len(set) > 0 {
			all = append(all, set)
		}
	}
	return all
}

// anyOf is the choice of an entry that has all words of one group; nil without groups.
func anyOf(class byte, groups [][]string) []Token {
	var set []Token
	for _, words := range groups {
		set = append(set, allOf(class, words))
	}
	return set
}

// allOf is the token of a choice that an entry has if it has all of the values.
func allOf(class byte, values []string) Token {
	t := token(class, values[0])
	t.With = values[1:]
	return t
}
