package store

// Choices are sets of tokens of which an entry must have one each, beside the
// Tokens: one set for each of the filter's lists that has more than one value.
func (f AppearanceFilter) Choices() [][]Token {
	return choices(choice(ClassPerson, f.People), choice(ClassKind, f.Kinds), choice(ClassTopic, f.Topics))
}

// Choices are as those of [AppearanceFilter.Choices].
func (f ViewpointFilter) Choices() [][]Token {
	return choices(choice(ClassPerson, f.People), choice(ClassKind, f.Kinds), choice(ClassTopic, f.Topics))
}

// Choices are as those of [AppearanceFilter.Choices].
func (f SearchFilter) Choices() [][]Token {
	all := choices(choice(ClassPerson, f.People), choice(ClassKind, f.Kinds), choice(ClassTopic, f.Topics))
	for _, set := range f.Sets {
		all = append(all, choices(choice(ClassWord, set))...)
	}
	if len(f.Sets) > 0 && f.Type == "" {
		all = append(all, choice(ClassType, []string{TypeAppearance, TypeViewpoint}))
	}
	return all
}

// Choices are as those of [AppearanceFilter.Choices], of a person's tokens.
func (f PersonFilter) Choices() [][]Token { return choices(choice(ClassTopic, f.Topics)) }

// only is the token of a list of one value; none of any other list.
func only[T ~string](class byte, values []T) []Token {
	if len(values) != 1 {
		return nil
	}
	return is(class, string(values[0]))
}

// choice is the set of tokens of a list of more than one value.
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
