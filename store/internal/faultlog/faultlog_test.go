package faultlog

import "testing"

func TestParse(t *testing.T) {
	want := Line{Fault: "kill -9 while answering", Runs: 6, Acknowledged: 468}
	got, ok := Parse("    kill_test.go:124: fault: kill -9 while answering | 6 | 468 | 0\n")
	if !ok || got != want {
		t.Errorf("%+v, %v", got, ok)
	}
	for _, s := range []string{"", "fault: ", "fault: a | b", "a | 1 | 2 | 3"} {
		if l, ok := Parse(s); ok {
			t.Errorf("%q gave %+v", s, l)
		}
	}
}
