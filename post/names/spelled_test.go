package names

import "testing"

func TestSpelled(t *testing.T) {
	for key, want := range map[string]string{
		"marta-vogel": "Marta Vogel", "marta_vogel": "Marta Vogel", "ada": "Ada", "韩雪松": "韩雪松", "": "",
		"Marta  Vogel": "Marta Vogel", "Marta_Vogel": "Marta Vogel", "Jean-Luc Roy": "Jean-Luc Roy", "émile-roy": "Émile Roy",
	} {
		if got := Spelled(key); got != want {
			t.Errorf("%q is spelled %q; want %q", key, got, want)
		}
	}
}
